package org.moqj.tests.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs beside a test: its lines are kept and can be waited for, and it is ended by its id at the latest
 * when the test closes it.
 */
public final class PeerProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private PeerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** How a program is to run. */
    public static final class Spec {

        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new java.util.HashMap<>();
        private @Nullable Path stdout;
        private @Nullable Path stdin;

        private Spec() {}

        /** Adds arguments. */
        public Spec args(Object... arguments) {
            for (Object argument : arguments) {
                command.add(argument.toString());
            }
            return this;
        }

        /** Returns program and arguments so far. */
        public List<String> command() {
            return List.copyOf(command);
        }

        /** Sets a variable of its environment. */
        public Spec env(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Writes its stdout to {@code file}; only stderr is kept as lines then. */
        public Spec stdoutTo(Path file) {
            stdout = file;
            return this;
        }

        /** Reads its stdin from {@code file}. */
        public Spec stdinFrom(Path file) {
            stdin = file;
            return this;
        }

        /** Starts it. */
        public PeerProcess start() {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.environment().put("RUST_BACKTRACE", "0");
            builder.environment().put("NO_COLOR", "1");
            if (stdout != null) {
                builder.redirectOutput(stdout.toFile());
            }
            if (stdin != null) {
                builder.redirectInput(stdin.toFile());
            }
            try {
                PeerProcess started =
                        new PeerProcess(Path.of(command.get(0)).getFileName().toString(), builder.start());
                if (stdout == null) {
                    started.read(started.process.getInputStream());
                }
                started.read(started.process.getErrorStream());
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Begins to describe how {@code program} is to run. */
    public static Spec of(Path program) {
        return new Spec().args(program);
    }

    /** Feeds the stdout of {@code source} to the stdin of {@code sink}; both end up as processes to close. */
    public static List<PeerProcess> pipe(Spec source, Spec sink) {
        ProcessBuilder first = new ProcessBuilder(source.command);
        ProcessBuilder second = new ProcessBuilder(sink.command);
        first.environment().putAll(source.environment);
        second.environment().putAll(sink.environment);
        second.environment().put("RUST_BACKTRACE", "0");
        first.redirectError(ProcessBuilder.Redirect.DISCARD);
        if (sink.stdout != null) {
            second.redirectOutput(sink.stdout.toFile());
        }
        try {
            List<Process> started = ProcessBuilder.startPipeline(List.of(first, second));
            PeerProcess source0 = new PeerProcess("source", started.get(0));
            PeerProcess sink0 = new PeerProcess("sink", started.get(1));
            if (sink.stdout == null) {
                sink0.read(started.get(1).getInputStream());
            }
            sink0.read(started.get(1).getErrorStream());
            return List.of(source0, sink0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream in) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                        for (String line = text.readLine(); line != null; line = text.readLine()) {
                            add(line);
                        }
                    } catch (IOException e) {
                        add("(reading stopped: " + e.getMessage() + ")");
                    }
                },
                name + "-output");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Returns the lines so far, of stdout and stderr as they came. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until {@code enough} holds of the lines, and returns them. */
    public synchronized List<String> awaitLines(Predicate<List<String>> enough, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!enough.test(lines)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || (!process.isAlive() && readers.stream().noneMatch(Thread::isAlive))) {
                throw new AssertionError(name + " did not print what was expected; it printed:\n"
                        + String.join("\n", lines) + (process.isAlive() ? "" : "\n(exit " + process.exitValue() + ")"));
            }
            try {
                wait(Math.min(left, 100));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
        return List.copyOf(lines);
    }

    /** Waits for a line that contains {@code text}, and returns the first. */
    public String awaitLine(String text, Duration atMost) {
        return awaitLines(all -> all.stream().anyMatch(line -> line.contains(text)), atMost).stream()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether {@code condition} comes true within {@code atMost}; no longer waited for once the program has ended. */
    public boolean awaitUntil(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() >= deadline || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return condition.getAsBoolean();
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits until the program ends by itself, and returns its exit code. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        name + " still runs after " + atMost + "; it printed:\n" + String.join("\n", lines()));
            }
            for (Thread reader : readers) {
                reader.join(STOP.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends the signal {@code name}, such as INT, to the program. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns its id. */
    public long pid() {
        return process.pid();
    }

    /** Ends the program. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
