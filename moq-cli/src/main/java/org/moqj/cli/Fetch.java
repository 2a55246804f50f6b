package org.moqj.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.subscribe.Past;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqSession;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj fetch}: gets objects that a track has had already. */
@Command(
        name = "fetch",
        description = "Fetches what a track has had already, and writes it to stdout or a file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj fetch https://relay.example.com --namespace live/cam --track 1.m4s --range 0:0-4 --out cam.m4s",
            "  moqj fetch moqt://relay.example.com:4443 --namespace chat --track main --joining 2 --json",
        })
final class Fetch implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "outputs")
    private final OutputOptions outputs = new OutputOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(names = "--namespace", required = true, paramLabel = "NS", description = "The namespace, such as a/b/c.")
    private String namespace = "";

    @Option(names = "--track", required = true, paramLabel = "TRACK", description = "The track.")
    private String track = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private final Part part = new Part();

    /** Which part of the track. */
    static final class Part {

        @Option(
                names = "--range",
                paramLabel = "GROUP:OBJECT-GROUP[:OBJECT]",
                converter = RangeConverter.class,
                description = "From the first to the second object, both included; "
                        + "to the end of its group where the second is a group.")
        private @Nullable LocationRange range;

        @Option(
                names = "--joining",
                paramLabel = "GROUPS",
                description =
                        "Subscribe, and fetch this many groups before the current one, and the current one so far.")
        private @Nullable Long joining;
    }

    @Override
    public Integer call() throws IOException {
        logs.apply();
        FullTrackName name = FullTrackName.of(TrackNamespace.parse(namespace), track);
        checkJoining();
        Moqj program = Moqj.of(moqj);
        Stop stop = program.stop();
        new Receiving(program, logs).run(connect, outputs, (session, arrivals, output) -> {
            try (Past past = past(session, name, stop)) {
                if (logs.isTalking()) {
                    program.terminal().say(describe(past));
                }
                stop.await(Intake.each(past.objects(), object -> {
                    arrivals.count(name, object);
                    output.write(object.payload());
                }));
            }
        });
        return ExitCode.DONE;
    }

    private void checkJoining() {
        if (part.joining != null && (part.joining < 0 || part.joining > Location.MAX_ID)) {
            throw CommandException.usage("--joining is a number of groups, 0 for the current one alone", "--joining 1");
        }
    }

    private Past past(MoqSession session, FullTrackName name, Stop stop) {
        return part.range == null
                ? Past.joining(session, name, part.joining == null ? 0 : part.joining, stop)
                : Past.of(session, name, part.range, stop);
    }

    private static String describe(Past past) {
        Location end = past.end();
        String last = end.object() == Location.MAX_ID ? "the end of group " + end.group() : end.toString();
        return "fetching up to " + last + (past.isEndOfTrack() ? ", where the track ends" : "");
    }
}
