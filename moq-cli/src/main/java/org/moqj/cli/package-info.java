/**
 * The {@code moqj} command line: one class a command, over moq-core's public API. Results go to stdout, all else to
 * stderr.
 */
@NullMarked
package org.moqj.cli;

import org.jspecify.annotations.NullMarked;
