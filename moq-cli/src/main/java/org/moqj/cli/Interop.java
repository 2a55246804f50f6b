package org.moqj.cli;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.interop.InteropCase;
import org.moqj.cli.interop.InteropCases;
import org.moqj.cli.interop.InteropRun;
import org.moqj.cli.interop.Outcome;
import org.moqj.cli.interop.RelayUnderTest;
import org.moqj.cli.interop.TapReport;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.InterruptedBySignal;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj interop}: tries what a relay does. */
@Command(
        name = "interop",
        description = {
            "Plays cases against a relay, and reports in TAP version 14. Exit code 0 where all passed, 1 where some "
                    + "failed, 127 where there is no such test.",
            "What the draft or the relay is known to lack is skipped with the reason; --peer strict takes the relay at "
                    + "the draft's word."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        defaultValueProvider = InteropDefaults.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj interop --relay https://localhost:4443 --tls-disable-verify",
            "  moqj interop -r moqt://localhost:4443 --draft 07 --test subgroup-data --tls-root root.pem",
            "  RELAY_URL=https://relay:4443 TESTCASE=setup-only TLS_DISABLE_VERIFY=1 moqj interop",
        })
final class Interop implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Option(
            names = {"-r", "--relay"},
            paramLabel = "URL",
            defaultValue = "https://localhost:4443",
            description = "The relay: https for WebTransport, moqt for raw QUIC (env RELAY_URL). "
                    + "Default: ${DEFAULT-VALUE}.")
    private String relay = "";

    @Option(
            names = {"-t", "--test"},
            paramLabel = "NAME",
            description = "Play this case alone (env TESTCASE).")
    private @Nullable String test;

    @Option(
            names = {"-l", "--list"},
            description = "List the cases, one name a line.")
    private boolean list;

    @Mixin(name = "dial")
    private final DialOptions dial = new DialOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Override
    public Integer call() throws Exception {
        logs.apply();
        Moqj program = Moqj.of(moqj);
        Terminal terminal = program.terminal();
        if (list) {
            InteropCases.all().forEach(one -> terminal.print(one.name()));
            return ExitCode.DONE;
        }
        List<InteropCase> wanted = wanted();
        URI url = URI.create(relay);
        TapReport report = new TapReport(terminal::print);
        report.begin(wanted.size(), new Version().getVersion()[0], "relay " + relay, "draft " + dial.draft());
        try (MoqClient client = Connection.client(dial, Limits.defaults(), terminal)) {
            InteropRun run = new InteropRun(relay(client, url), program.stop());
            return play(wanted, run, report);
        }
    }

    private List<InteropCase> wanted() {
        String name = test;
        if (name == null) {
            return InteropCases.all();
        }
        return List.of(InteropCases.named(name).orElseThrow(() -> CommandException.unknownTest(name)));
    }

    private RelayUnderTest relay(MoqClient client, URI url) {
        return new RelayUnderTest(client, url, () -> dial.sessions(Limits.defaults(), dial.drafts()), dial.timeout());
    }

    private static int play(List<InteropCase> wanted, InteropRun run, TapReport report) throws InterruptedException {
        boolean isFailed = false;
        try {
            for (InteropCase one : wanted) {
                Outcome outcome = run.play(one);
                report.add(outcome);
                isFailed |= outcome.isFailure();
            }
        } catch (InterruptedBySignal e) {
            report.bailOut("interrupted");
            throw e;
        }
        return isFailed ? ExitCode.FAILED : ExitCode.DONE;
    }
}
