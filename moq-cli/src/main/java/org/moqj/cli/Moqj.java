package org.moqj.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.InterruptedBySignal;
import org.moqj.cli.terminal.Signals;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code moqj} command: reads the command line and runs what it names. */
@Command(
        name = "moqj",
        description = "Media over QUIC Transport on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Demo.class,
            Relay.class,
            Pub.class,
            Sub.class,
            Fetch.class,
            Announced.class,
            Status.class,
            Probe.class,
            Clock.class,
            Interop.class,
            Bench.class,
            Decode.class,
            Encode.class,
            HelpCommand.class,
            GenerateCompletion.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj demo",
            "  moqj relay",
            "  moqj pub https://relay.example.com --namespace live/cam --fmp4 movie.mp4",
            "  moqj sub https://relay.example.com --namespace live/cam --fmp4 | ffplay -",
            "  source <(moqj generate-completion)",
        })
public final class Moqj {

    private final Terminal terminal;
    private final Stop stop;

    private Moqj(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /**
     * Runs the command line and ends the JVM with its exit code.
     *
     * @param args the words after {@code moqj}
     */
    public static void main(String[] args) {
        Stop stop = new Stop();
        Signals.connect(stop);
        System.exit(commandLine(Terminal.ofProcess(), stop).execute(args));
    }

    /** Returns the command line over {@code terminal}, which ends early when {@code stop} asks for it. */
    static CommandLine commandLine(Terminal terminal, Stop stop) {
        return new CommandLine(new Moqj(terminal, stop))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Moqj::onWrongUsage)
                .setExecutionExceptionHandler(Moqj::onFailure);
    }

    /** Returns the program that a command belongs to; the parser sets it before the command runs. */
    static Moqj of(@Nullable Moqj parent) {
        return Objects.requireNonNull(parent, "a command runs below moqj");
    }

    Terminal terminal() {
        return terminal;
    }

    Stop stop() {
        return stop;
    }

    private static int onWrongUsage(ParameterException error, String[] args) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        ErrorReport report = new ErrorReport(
                ExitCode.USAGE, String.valueOf(error.getMessage()), "command line", command + " --help");
        error.getCommandLine().getErr().println(report.text());
        return report.exitCode();
    }

    private static int onFailure(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof InterruptedBySignal) {
            return ExitCode.INTERRUPTED;
        }
        if (isReaderGone(error)) {
            return ExitCode.DONE;
        }
        ErrorReport report = ErrorReport.of(error);
        command.getErr().println(report.text());
        if (command.getCommandSpec().mixins().get("logs") != null
                && command.getCommandSpec().mixins().get("logs").userObject() instanceof LogOptions logs
                && logs.isTracing()) {
            error.printStackTrace(command.getErr());
        }
        return report.exitCode();
    }

    /** A pipe whose reader has had enough is no failure. */
    private static boolean isReaderGone(Exception error) {
        return error instanceof UncheckedIOException
                && String.valueOf(error.getMessage()).contains("Broken pipe");
    }
}
