package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.Stop;

/** The bench's end of the talk with a process of its own. For one thread. Closing it ends the process. */
final class Worker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAIN = "org.moqj.cli.Moqj";
    private static final long END_SECONDS = 5;

    private final String role;
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final Stop stop;

    private Worker(String role, Process process, Stop stop) {
        this.role = role;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.stop = stop;
    }

    /** Starts {@code moqj} with {@code arguments} as this JVM was started. What it logs goes where this one's goes. */
    static Worker start(String role, List<String> arguments, Stop stop) {
        List<String> command = new ArrayList<>(javaCommand());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Worker(role, process, stop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // An agent or a debugger is there for this process alone.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-agentlib"))
                .forEach(command::add);
        String modules = System.getProperty("jdk.module.path");
        if (modules == null) {
            command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), MAIN));
        } else {
            command.addAll(List.of("--module-path", modules, "-m", "org.moqj.cli/" + MAIN));
        }
        return command;
    }

    private static String absolute(String path) {
        List<String> entries = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Returns what the process is for. */
    String role() {
        return role;
    }

    void tell(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw gone();
        }
    }

    /**
     * Waits for the next answer.
     *
     * @throws CommandException where the process has ended, or takes longer than {@code patience}
     */
    JsonNode hear(Duration patience) {
        CompletableFuture<Optional<String>> line =
                Background.run("moqj-" + role, () -> Optional.ofNullable(out.readLine()));
        Optional<String> answer =
                stop.await(line.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return JSON.readTree(answer.orElseThrow(this::gone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its output ends a little before it does. */
    private CommandException gone() {
        boolean hasEnded =
                stop.await(process.onExit().thenApply(ended -> true).completeOnTimeout(false, 1, TimeUnit.SECONDS));
        return hasEnded
                ? CommandException.ofProcess(process.exitValue(), role)
                : CommandException.failed("the process of the " + role + " says nothing", "bench", "run it with -v");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
