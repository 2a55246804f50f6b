/**
 * Load and latency, {@code moqj bench}: a publisher and its subscribers, each in a process of its own, told what to do
 * line by line on stdin and answering in JSON on stdout. Knows no command line.
 */
@NullMarked
package org.moqj.cli.bench;

import org.jspecify.annotations.NullMarked;
