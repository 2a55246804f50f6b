package org.moqj.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads from and writes to.
 *
 * @param in the input
 * @param out results and media, and nothing else; every write reaches the file descriptor
 * @param err everything else
 * @param isInteractive whether somebody watches {@code err} on a screen
 */
public record Terminal(InputStream in, OutputStream out, PrintStream err, boolean isInteractive) {

    /** Goes to the beginning of the line and removes what is there, such as a progress line. */
    static final String CLEAR_LINE = "\r\u001b[K";

    /** Returns the process's own streams. */
    public static Terminal ofProcess() {
        // System.out would hide that its reader has gone.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(System.in, out, err, isErrAScreen());
    }

    /** Java does not tell whether stderr is a terminal; every Unix has a program that does, and elsewhere it is none. */
    private static boolean isErrAScreen() {
        try {
            return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Writes a line of the result.
     *
     * @throws UncheckedIOException where that fails, such as when the reader has gone
     */
    public void print(String line) {
        try {
            out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says something to whoever watches; never part of the result. */
    public void say(String line) {
        err.println((isInteractive ? CLEAR_LINE : "") + "moqj: " + line);
    }
}
