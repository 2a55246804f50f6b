package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.transport.SessionExecutor;

/** What this end sends to the peer's subscriptions. Confined to the session's executor, but for {@link #serve}. */
final class ServedTracks {

    private final TrackRegistry tracks;
    private final SessionExecutor executor;
    private final SupportedFeatures features;
    private final Set<TrackFeed> feeds = new LinkedHashSet<>();
    private BiConsumer<TrackFeed, List<AuthToken>> renewed = (feed, tokens) -> {};
    private boolean any;
    private boolean over;

    ServedTracks(TrackRegistry tracks, SessionExecutor executor, SupportedFeatures features) {
        this.tracks = tracks;
        this.executor = executor;
        this.features = features;
    }

    /** Serves {@code request} from {@code track}; callable from any thread. */
    void serve(PublishedTrack track, IncomingSubscribe request) {
        Hops.offer(executor, () -> {
            if (!over) {
                newFeed(track).start(request);
            }
        });
    }

    /** Names who is told of tokens that subscribers show later. */
    void whenRenewed(BiConsumer<TrackFeed, List<AuthToken>> told) {
        renewed = told;
    }

    TrackFeed newFeed(PublishedTrack track) {
        any = true;
        TrackFeed feed = new TrackFeed(track, executor, features.has(Feature.EXTENSION_HEADERS), feeds::remove);
        feed.whenRenewed(tokens -> renewed.accept(feed, tokens));
        feeds.add(feed);
        return feed;
    }

    /** Returns whether any subscription was ever served. */
    boolean any() {
        return any;
    }

    /**
     * Ends what is served once it is sent: the tracks of this session end, others only leave it, at the end of their
     * open groups or after {@code patience}.
     */
    CompletableFuture<Void> finish(Duration patience) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (PublishedTrack track : tracks.own()) {
            track.finish();
            ends.add(track.ended());
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        // Behind the ends of the tracks, whose subscriptions are told of those instead.
        executor.execute(() -> {
            List.copyOf(feeds).forEach(feed -> feed.goAway(patience));
            completeWhenLeft(left);
        });
        ends.add(left);
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    private void completeWhenLeft(CompletableFuture<Void> left) {
        if (feeds.isEmpty()) {
            left.complete(null);
        } else {
            feeds.iterator().next().whenOver(() -> executor.execute(() -> completeWhenLeft(left)));
        }
    }

    void onSessionEnd() {
        over = true;
        List.copyOf(feeds).forEach(TrackFeed::stop);
    }
}
