package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.json.NamespaceJson;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqSession;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj status}: asks for a track's state. */
@Command(
        name = "status",
        description = "Asks how far a track is. That there is no such track is an answer, too.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj status https://relay.example.com --namespace live/cam --track 1.m4s",
            "  moqj status moqt://relay.example.com:4443 --namespace chat --track main --json",
        })
final class Status implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(names = "--namespace", required = true, paramLabel = "NS", description = "The namespace, such as a/b/c.")
    private String namespace = "";

    @Option(names = "--track", required = true, paramLabel = "TRACK", description = "The track.")
    private String track = "";

    @Option(names = "--json", description = "Write the state as a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        logs.apply();
        FullTrackName name = FullTrackName.of(TrackNamespace.parse(namespace), track);
        Moqj program = Moqj.of(moqj);
        Terminal terminal = program.terminal();
        try (Connection connection = Connection.dial(connect, Limits.defaults(), terminal)) {
            MoqSession session = connection.session(program.stop(), terminal, logs.isTalking());
            TrackStatus status = program.stop().await(session.trackStatus(name));
            if (json) {
                new JsonLines(terminal.out()).write(describe(name, status));
            } else {
                terminal.print(words(name, status));
            }
        }
        return ExitCode.DONE;
    }

    private static String words(FullTrackName name, TrackStatus status) {
        String state =
                switch (status.state()) {
                    case IN_PROGRESS -> "in progress";
                    case DOES_NOT_EXIST -> "does not exist";
                    case NOT_STARTED -> "not started";
                    case FINISHED -> "finished";
                    case UNKNOWN -> "not known to the relay";
                };
        return name + ": " + state
                + status.largest().map(largest -> ", largest " + largest).orElse("")
                + status.expires()
                        .map(time -> ", expires in " + time.toMillis() + " ms")
                        .orElse("");
    }

    private static ObjectNode describe(FullTrackName name, TrackStatus status) {
        ObjectNode json = NamespaceJson.put(JsonLines.object(), name.namespace());
        json.put("track", name.name().toString());
        json.put("state", status.state().name().toLowerCase(Locale.ROOT));
        status.largest()
                .ifPresent(largest ->
                        json.putObject("largest").put("group", largest.group()).put("object", largest.object()));
        status.expires().ifPresent(time -> json.put("expires_ms", time.toMillis()));
        return json;
    }
}
