package org.moqj.cli.subscribe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.media.Catalog;
import org.moqj.cli.media.FragmentJoiner;
import org.moqj.cli.media.InitSegment;
import org.moqj.cli.media.MediaFormatException;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.model.MoqObject;

/**
 * Turns the tracks of {@code moq-pub} into a playable fragmented MP4: the init segment, then whole fragments in order
 * for each track, as they come.
 */
public final class MediaDownload {

    /** How long a catalog may take before the media is taken to have none; 0.mp4 has the last word then. */
    private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(2);

    private final Subscriptions subscriptions;
    private final Arrivals arrivals;
    private final Output out;
    private final Duration timeout;
    private final Duration patience;

    /**
     * Writes to {@code out}.
     *
     * @param timeout how long the init segment may take
     * @param patience how long a group may hold up the next one
     */
    public MediaDownload(
            Subscriptions subscriptions, Arrivals arrivals, Output out, Duration timeout, Duration patience) {
        this.subscriptions = subscriptions;
        this.arrivals = arrivals;
        this.out = out;
        this.timeout = timeout;
        this.patience = patience;
    }

    /** Writes until all tracks have ended. */
    public void run(SubscribeOptions options) throws MediaFormatException {
        Catalog catalog = catalog();
        InitSegment init = init(catalog == null ? Catalog.INIT_TRACK : catalog.initTrack());
        out.write(init.bytes());
        List<CompletableFuture<Void>> tracks = new ArrayList<>();
        for (String track : (catalog == null ? Catalog.of(init) : catalog).tracks()) {
            tracks.add(write(subscriptions.subscribe(track, options), init));
        }
        subscriptions.stop().await(Background.allOrFirstFailure(tracks.toArray(CompletableFuture<?>[]::new)));
    }

    private @Nullable Catalog catalog() throws MediaFormatException {
        Duration wait = timeout.compareTo(CATALOG_PATIENCE) < 0 ? timeout : CATALOG_PATIENCE;
        try {
            MoqObject object = only(Catalog.TRACK, wait);
            return object == null ? null : Catalog.read(object.payloadBytes());
        } catch (MoqRequestException e) {
            // There is none, or there is nothing at all: the init segment will tell.
            return null;
        }
    }

    private InitSegment init(String track) throws MediaFormatException {
        MoqObject object = only(track, timeout);
        if (object == null) {
            throw CommandException.failed(
                    "the publisher sent no init segment on track " + track,
                    "data",
                    "check that the publisher sends fragmented MP4 as moq-pub does, or take one track with --track");
        }
        return InitSegment.parse(object.payload());
    }

    /** Returns the object of a track that has one; null where none comes in time. */
    private @Nullable MoqObject only(String track, Duration wait) {
        Subscription subscription = subscriptions.subscribeFromStart(track);
        try {
            CompletableFuture<@Nullable MoqObject> object = Intake.first(subscription.objects());
            MoqObject first = subscriptions.stop().await(object.completeOnTimeout(null, wait.toMillis(), MILLISECONDS));
            if (first != null) {
                arrivals.count(subscription.track(), first);
            }
            return first;
        } finally {
            subscription.close();
        }
    }

    private CompletableFuture<Void> write(Subscription subscription, InitSegment init) {
        FragmentJoiner joiner = new FragmentJoiner();
        Lateness lateness = new Lateness();
        return Intake.each(subscription.inOrder(patience), object -> {
            arrivals.count(subscription.track(), object);
            joiner.accept(object).ifPresent(fragment -> {
                init.seconds(fragment).ifPresent(media -> arrivals.counters().setLateMillis(lateness.of(media)));
                out.write(fragment);
            });
        });
    }
}
