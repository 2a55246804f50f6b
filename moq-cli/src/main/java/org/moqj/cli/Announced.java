package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.json.NamespaceJson;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj announced}: shows which namespaces come and go. */
@Command(
        name = "announced",
        description =
                "Lists the namespaces that are published, and goes on with those that come (+) and go (-) until the "
                        + "peer ends the session, or Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj announced https://relay.example.com --prefix live",
            "  moqj announced moqt://relay.example.com:4443 --prefix live --json",
        })
final class Announced implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(
            names = "--prefix",
            paramLabel = "NS",
            defaultValue = "",
            description = "What the namespaces begin with, such as a/b. "
                    + "Needed for draft-14 and draft-07, which have no way to ask for all.")
    private String prefix = "";

    @Option(names = "--json", description = "Write a JSON object for each namespace that comes or goes to stdout.")
    private boolean json;

    @Override
    public Integer call() {
        logs.apply();
        TrackNamespace wanted = TrackNamespace.parse(prefix);
        Moqj program = Moqj.of(moqj);
        try (Connection connection = Connection.dial(connect, Limits.defaults(), program.terminal())) {
            MoqSession session = connection.session(program.stop(), program.terminal(), logs.isTalking());
            follow(session, wanted, program.stop(), show(program.terminal()));
        }
        return ExitCode.DONE;
    }

    private static void follow(
            MoqSession session, TrackNamespace wanted, Stop stop, Consumer<? super NamespaceEvent> shown) {
        try (NamespaceSubscription namespaces = stop.await(session.subscribeNamespace(wanted))) {
            follow(session, namespaces, stop, shown);
        }
    }

    private static void follow(
            MoqSession session, NamespaceSubscription namespaces, Stop stop, Consumer<? super NamespaceEvent> shown) {
        try {
            stop.await(Intake.each(namespaces.events(), shown));
        } catch (MoqSessionException e) {
            // A peer that ends the session in good order has told all that there was.
            stop.await(session.closed());
        }
    }

    private Consumer<NamespaceEvent> show(Terminal terminal) {
        if (json) {
            JsonLines lines = new JsonLines(terminal.out());
            return event -> lines.write(describe(event));
        }
        return event ->
                terminal.print((event.kind() == NamespaceEvent.Kind.APPEARED ? "+ " : "- ") + event.namespace());
    }

    private static ObjectNode describe(NamespaceEvent event) {
        return NamespaceJson.put(
                        JsonLines.object().put("event", event.kind().name().toLowerCase(Locale.ROOT)),
                        event.namespace())
                .put("time", Instant.now().toString());
    }
}
