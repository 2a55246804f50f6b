package org.moqj.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.subscribe.Arrivals;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.subscribe.MediaDownload;
import org.moqj.cli.subscribe.Output;
import org.moqj.cli.subscribe.Subscriptions;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.TrackNamespace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj sub}: receives a track, or the tracks that make up media. */
@Command(
        name = "sub",
        description = "Subscribes, and writes what arrives to stdout or a file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj sub https://relay.example.com --namespace live/cam --fmp4 | ffplay -",
            "  moqj sub https://relay.example.com --namespace live/cam --fmp4 --out cam.mp4",
            "  moqj sub moqt://relay.example.com:4443 --namespace chat --track main --json",
        })
final class Sub implements Callable<Integer> {

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

    @Option(names = "--track", paramLabel = "TRACK", description = "The track. Needed unless --fmp4 finds the tracks.")
    private @Nullable String track;

    @Option(
            names = "--fmp4",
            description = "Read the catalog, subscribe to its tracks, and write a playable fragmented MP4. "
                    + "Where there is no catalog, track 0.mp4 tells the tracks.")
    private boolean fmp4;

    @Option(
            names = "--filter",
            paramLabel = "latest|next-group|GROUP:OBJECT[-GROUP]",
            converter = FilterConverter.class,
            description = "Which part of the track. Default: latest.")
    private SubscribeFilter filter = SubscribeFilter.latest();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long a group may hold up the next one. Default: ${DEFAULT-VALUE}.")
    private double patience = 2;

    @Override
    public Integer call() throws IOException {
        logs.apply();
        checkOptions();
        Moqj program = Moqj.of(moqj);
        new Receiving(program, logs).run(connect, outputs, (session, arrivals, output) -> {
            Subscriptions subscriptions =
                    new Subscriptions(session, TrackNamespace.parse(namespace), program.stop(), arrivals.counters());
            receive(subscriptions, arrivals, output);
            subscriptions.checkIntact(outputs.maxObjectSize());
        });
        return ExitCode.DONE;
    }

    private void checkOptions() {
        FullTrackName.of(TrackNamespace.parse(namespace), track == null ? "" : track);
        if (fmp4 == (track != null)) {
            throw CommandException.usage(
                    fmp4 ? "--fmp4 finds the tracks itself, without --track" : "which track is meant?",
                    "give either --track TRACK or --fmp4");
        }
        if (!(patience >= 0 && patience <= 3600)) {
            throw CommandException.usage("--patience is 0 to 3600 seconds", "--patience 2");
        }
    }

    private void receive(Subscriptions subscriptions, Arrivals arrivals, Output output) throws IOException {
        SubscribeOptions options = SubscribeOptions.defaults().withFilter(filter);
        Duration patienceTime = Duration.ofMillis(Math.round(patience * 1000));
        if (track == null) {
            new MediaDownload(subscriptions, arrivals, output, connect.timeout(), patienceTime).run(options);
            return;
        }
        Subscription subscription = subscriptions.subscribe(track, options);
        // Who only looks sees objects as they arrive; who writes them out wants them in order.
        Flow.Publisher<MoqObject> objects =
                outputs.isLog() ? subscription.objects() : subscription.inOrder(patienceTime);
        subscriptions.stop().await(Intake.each(objects, object -> {
            arrivals.count(subscription.track(), object);
            output.write(object.payload());
        }));
    }
}
