package org.moqj.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.demo.Report;
import org.moqj.cli.demo.Show;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj demo}: shows that everything works, in one process. */
@Command(
        name = "demo",
        description = {
            "Publishes a clip in draft-14 through a relay to two subscribers, all in this process over real QUIC on "
                    + "loopback: one speaks draft-14 over WebTransport, one draft-07 over raw QUIC. Checks that what "
                    + "arrived equals what was sent."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  moqj demo", "  moqj demo --keep"})
final class Demo implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(names = "--keep", description = "Go on publishing the clip afterwards, and say which commands to try.")
    private boolean keep;

    @Option(names = "--json", description = "Write a JSON object for each subscriber to stdout.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        logs.apply();
        Moqj program = Moqj.of(moqj);
        Terminal terminal = program.terminal();
        PrintStream out = new PrintStream(terminal.out(), true, StandardCharsets.UTF_8);
        try (Show show = Show.open(program.stop(), terminal::say)) {
            if (logs.isTalking()) {
                terminal.say("publishing a clip of 5 s on " + show.url("https") + " and " + show.url("moqt"));
            }
            print(show.playOnce(), terminal, out);
            if (keep) {
                printTries(show, out);
                show.playOn();
            }
        }
        return ExitCode.DONE;
    }

    private void print(Report report, Terminal terminal, PrintStream out) {
        if (json) {
            JsonLines lines = new JsonLines(terminal.out());
            report.json().forEach(lines::write);
        } else {
            report.lines().forEach(out::println);
        }
        if (!report.isComplete()) {
            throw CommandException.failed(
                    "what arrived is not what was sent: " + report.differences(), "data", "run again with -v");
        }
    }

    private static void printTries(Show show, PrintStream out) {
        String common = " --tls-fingerprint " + show.sha256() + " --namespace " + Show.liveNamespace();
        out.println();
        out.println("The clip goes on until Ctrl-C. Try:");
        out.println("  moqj sub " + show.url("https") + common + " --fmp4 | ffplay -");
        out.println("  moqj sub " + show.url("moqt") + common + " --draft 07 --fmp4 --out clip.mp4");
        out.println("  moqj sub " + show.url("https") + common + " --track 1.m4s --json");
    }
}
