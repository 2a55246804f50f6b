package org.moqj.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;

/** Runs moqj in this process, and keeps what it prints. */
final class Cli {

    private final Captured out = new Captured();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Stop stop = new Stop();
    private OutputStream stdout = out;
    private InputStream in = new ByteArrayInputStream(new byte[0]);

    /** What a command did. */
    record Result(int exitCode, ByteBuffer out, List<String> err) {

        String text() {
            return StandardCharsets.UTF_8.decode(out.duplicate()).toString();
        }
    }

    static Result run(String... args) {
        return new Cli().execute(args);
    }

    Cli withInput(InputStream input) {
        in = input;
        return this;
    }

    /** Writes somewhere else, of which nothing is kept. */
    Cli withOutput(OutputStream output) {
        stdout = output;
        return this;
    }

    Cli withInput(String text) {
        return withInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    Result execute(String... args) {
        PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
        int exitCode =
                Moqj.commandLine(new Terminal(in, stdout, stderr, false), stop).execute(args);
        return new Result(
                exitCode,
                ByteBuffer.wrap(out.toByteArray()),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    CompletableFuture<Result> start(String... args) {
        return CompletableFuture.supplyAsync(() -> execute(args), task -> new Thread(task, "moqj").start());
    }

    /** Does what the first Ctrl-C does. */
    void interrupt() {
        stop.request();
    }

    /** What is written to stdout. */
    Captured out() {
        return out;
    }
}
