/**
 * How a command meets the terminal: its streams, its signals, its errors and exit codes, its progress. Knows no command.
 */
@NullMarked
package org.moqj.cli.terminal;

import org.jspecify.annotations.NullMarked;
