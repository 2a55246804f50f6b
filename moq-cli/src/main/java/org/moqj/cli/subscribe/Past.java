package org.moqj.cli.subscribe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqSession;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;

/** What a track has had already, by a fetch, and by the subscription that the fetch joins where there is one. */
public final class Past implements AutoCloseable {

    private final Fetch fetch;
    private final @Nullable Subscription joined;

    private Past(Fetch fetch, @Nullable Subscription joined) {
        this.fetch = fetch;
        this.joined = joined;
    }

    /** Asks for a range, and waits until the peer has agreed. */
    public static Past of(MoqSession session, FullTrackName track, LocationRange range, Stop stop) {
        return new Past(stop.await(session.fetch(track, range)), null);
    }

    /**
     * Subscribes, asks for the current group so far and {@code groups} before it, and waits until the peer has agreed.
     *
     * @throws UnsupportedFeatureException where the session has no joining fetches; nothing is sent then
     */
    public static Past joining(MoqSession session, FullTrackName track, long groups, Stop stop) {
        if (!session.supports(Feature.JOINING_FETCH)) {
            throw new UnsupportedFeatureException(
                    Feature.JOINING_FETCH,
                    session.draft() + " with the peer profile " + session.info().peerProfile(),
                    session.supports(Feature.FETCH) ? "a range can be fetched" : "");
        }
        SubscribeOptions options = SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject());
        Subscription subscription = stop.await(session.subscribe(track, options));
        // What is new is not asked for, and would hold up the session's other streams if nobody took it.
        CompletableFuture<Void> ignored = Intake.each(subscription.objects(), object -> {});
        try {
            return new Past(
                    stop.await(session.fetchPreceding(subscription, groups, FetchOptions.defaults())), subscription);
        } catch (RuntimeException e) {
            ignored.cancel(true);
            throw e;
        }
    }

    /** Returns the objects, in ascending order. */
    public Flow.Publisher<MoqObject> objects() {
        return fetch.objects();
    }

    /** Returns the last location that is covered. */
    public Location end() {
        return fetch.end();
    }

    /** Returns whether that is the end of the track. */
    public boolean isEndOfTrack() {
        return fetch.endOfTrack();
    }

    @Override
    public void close() {
        fetch.close();
        if (joined != null) {
            joined.close();
        }
    }
}
