package org.moqj.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.clock.ClockSource;
import org.moqj.cli.clock.Ticker;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.publish.FileSource;
import org.moqj.cli.publish.Grouping;
import org.moqj.cli.publish.LineSource;
import org.moqj.cli.publish.MediaSource;
import org.moqj.cli.publish.Source;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.Limits;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj pub}: announces a namespace and publishes tracks in it. */
@Command(
        name = "pub",
        description = "Publishes media, lines, a file or the time of day.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  ffmpeg -re -i movie.mp4 -c copy -f mp4 \\",
            "    -movflags cmaf+separate_moof+delay_moov+skip_trailer+frag_every_frame - |",
            "    moqj pub https://relay.example.com --namespace live/cam --fmp4 -",
            "  moqj pub moqt://relay.example.com:4443 --namespace chat --track main --lines",
            "  moqj pub https://relay.example.com --namespace files --track big.iso --file big.iso",
        })
final class Pub implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "connect")
    private final ConnectOptions connect = new ConnectOptions();

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(names = "--namespace", required = true, paramLabel = "NS", description = "The namespace, such as a/b/c.")
    private String namespace = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private final Choice choice = new Choice();

    /** What to publish. */
    static final class Choice {

        @Option(
                names = "--fmp4",
                paramLabel = "FILE|-",
                description = "Fragmented MP4, as moq-pub publishes it. A file keeps to its timestamps, see --no-pace.")
        private @Nullable String fmp4;

        @Option(names = "--lines", description = "Each line of stdin is an object of --track.")
        private boolean lines;

        @Option(
                names = "--file",
                paramLabel = "FILE|-",
                description = "Each chunk of the file is an object of --track, see --chunk-size.")
        private @Nullable String file;

        @Option(names = "--clock", description = "The time of day, as moq-clock-ietf publishes it.")
        private boolean clock;
    }

    @Option(names = "--track", paramLabel = "TRACK", description = "The track of --lines, --file and --clock (now).")
    private @Nullable String track;

    @Option(
            names = "--delivery",
            paramLabel = "subgroup|datagram|object-per-stream",
            converter = DeliveryConverter.class,
            description = "How objects travel. Default: subgroup.")
    private TrackOptions.Delivery delivery = TrackOptions.Delivery.SUBGROUP;

    @Option(
            names = "--chunk-size",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "How much of --file is an object. Default: ${DEFAULT-VALUE}.")
    private int chunkSize = 65_536;

    @Option(
            names = "--group-size",
            paramLabel = "OBJECTS",
            defaultValue = "0",
            description =
                    "How many objects of --lines or --file are a group; 0 for all of them. Default: ${DEFAULT-VALUE}.")
    private long groupSize;

    @Option(names = "--no-pace", description = "Publish a media file as fast as it can be read.")
    private boolean noPace;

    @Option(names = "--await-subscriber", description = "Wait for the first subscriber before publishing anything.")
    private boolean awaitSubscriber;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long subscribers may take for the rest at the end. Default: ${DEFAULT-VALUE}.")
    private int linger = 30;

    @Option(names = "--json", description = "Write a JSON object for each object that is published to stdout.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        logs.apply();
        Moqj program = Moqj.of(moqj);
        TrackNamespace parsed = TrackNamespace.parse(namespace);
        checkOptions(parsed);
        Publishing.Plan plan = new Publishing.Plan(
                parsed,
                TrackOptions.defaults().withDelivery(delivery),
                json ? new JsonLines(program.terminal().out()) : null,
                awaitSubscriber,
                Duration.ofSeconds(linger),
                choice.clock || (choice.fmp4 != null && !noPace));
        try (InputStream file = file()) {
            InputStream in = file == null ? program.terminal().in() : file;
            new Publishing(program, logs).run(connect, plan, () -> source(in, file != null, program.stop()));
        }
        return ExitCode.DONE;
    }

    private void checkOptions(TrackNamespace parsed) {
        FullTrackName.of(parsed, track == null ? "" : track);
        if ((choice.lines || choice.file != null) && track == null) {
            throw CommandException.usage("the objects need a track", "give --track TRACK");
        }
        if (choice.fmp4 != null && (track != null || delivery == TrackOptions.Delivery.DATAGRAM)) {
            throw CommandException.usage(
                    "--fmp4 names its tracks itself, and its fragments do not fit into datagrams",
                    "leave --track and --delivery datagram out");
        }
        int largest = Limits.defaults().maxObjectSize();
        if (chunkSize < 1 || chunkSize > largest) {
            throw CommandException.usage(
                    "objects of " + chunkSize + " bytes are refused: the limit is " + largest, "--chunk-size 65536");
        }
        if (groupSize < 0 || linger < 0) {
            throw CommandException.usage("--group-size and --linger are not negative", "leave them out");
        }
    }

    /** The file to publish; null where the source is stdin, or needs no input. */
    private @Nullable InputStream file() throws IOException {
        String name = choice.fmp4 == null ? choice.file : choice.fmp4;
        return name == null || name.equals("-") ? null : new BufferedInputStream(Files.newInputStream(Path.of(name)));
    }

    private Source source(InputStream in, boolean isFile, Stop stop) throws IOException {
        if (choice.fmp4 != null) {
            return MediaSource.open(in, isFile && !noPace);
        }
        if (choice.clock) {
            boolean inDatagrams = delivery == TrackOptions.Delivery.DATAGRAM;
            return new ClockSource(track == null ? "now" : track, inDatagrams, Ticker.ofSystem(stop), time -> {});
        }
        String name = Objects.requireNonNull(track, "checked before");
        Grouping grouping = new Grouping(groupSize);
        return choice.lines
                ? new LineSource(in, name, grouping, Limits.defaults().maxObjectSize())
                : new FileSource(in, name, grouping, chunkSize);
    }
}
