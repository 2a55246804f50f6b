package org.moqj.cli.subscribe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.Counters;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.MoqSession;
import org.moqj.core.PeerText;
import org.moqj.core.Side;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.SubscriptionStats;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;

/** The subscriptions that a command makes in one namespace. */
public final class Subscriptions {

    private static final Set<DoneStatus> GOOD_ENDS = Set.of(DoneStatus.TRACK_ENDED, DoneStatus.SUBSCRIPTION_ENDED);

    /** Fine where something came before; otherwise there was never anything to leave. */
    private static final Set<DoneStatus> AFTER_OBJECTS = Set.of(DoneStatus.UNSUBSCRIBED, DoneStatus.GOING_AWAY);

    private final MoqSession session;
    private final TrackNamespace namespace;
    private final Stop stop;
    private final List<Subscription> all = new CopyOnWriteArrayList<>();

    /** Subscribes on {@code session}. */
    public Subscriptions(MoqSession session, TrackNamespace namespace, Stop stop, Counters counters) {
        this.session = session;
        this.namespace = namespace;
        this.stop = stop;
        counters.setDrops(this::drops);
    }

    /** Subscribes to the track {@code name}, and waits until its publisher has agreed. */
    public Subscription subscribe(String name, SubscribeOptions options) {
        Subscription subscription = stop.await(session.subscribe(FullTrackName.of(namespace, name), options));
        all.add(subscription);
        return subscription;
    }

    /** Subscribes to a track of one group, such as a catalog, from its first object. */
    Subscription subscribeFromStart(String name) {
        return subscribe(name, SubscribeOptions.defaults().withFilter(fromStart()));
    }

    private SubscribeFilter fromStart() {
        if (session.supports(Feature.FILTER_LATEST_GROUP)) {
            return SubscribeFilter.latestGroup();
        }
        boolean absolute = session.supports(Feature.FILTER_ABSOLUTE);
        return absolute ? SubscribeFilter.from(Location.ZERO) : SubscribeFilter.latest();
    }

    /** Returns how commands wait. */
    public Stop stop() {
        return stop;
    }

    private long drops() {
        return all.stream()
                .map(Subscription::stats)
                .mapToLong(Subscriptions::lost)
                .sum();
    }

    private static long lost(SubscriptionStats stats) {
        return stats.droppedSlow() + stats.droppedLate() + stats.streamsOverLimit() + stats.streamsMalformed();
    }

    /**
     * Checks that nothing had to be refused, and that no publisher gave up.
     *
     * @throws CommandException where an object was larger than {@code maxObjectSize}, a stream made no sense, or a track
     *     ended with an error
     */
    public void checkIntact(int maxObjectSize) {
        for (Subscription subscription : all) {
            checkStreams(subscription, maxObjectSize);
            checkEnd(subscription);
        }
    }

    private static void checkStreams(Subscription subscription, int maxObjectSize) {
        SubscriptionStats stats = subscription.stats();
        if (stats.streamsOverLimit() > 0) {
            throw CommandException.failed(
                    stats.streamsOverLimit() + " streams of " + subscription.track()
                            + " were stopped at an object of more than " + maxObjectSize + " bytes",
                    "data",
                    "raise --max-object-size, or have the publisher make smaller objects");
        }
        if (stats.streamsMalformed() > 0) {
            throw CommandException.failed(
                    stats.streamsMalformed() + " streams of " + subscription.track() + " broke the draft's rules",
                    "data",
                    "run again with -v to see which, and name the peer's profile with --peer");
        }
    }

    private static void checkEnd(Subscription subscription) {
        SubscriptionEnd end = subscription.ended().getNow(null);
        if (end == null || end.side() == Side.LOCAL) {
            return;
        }
        boolean isGood = GOOD_ENDS.contains(end.status())
                || (AFTER_OBJECTS.contains(end.status()) && subscription.stats().objects() > 0);
        if (!isGood) {
            String reason = end.reason().isEmpty() ? "" : ": \"" + PeerText.shown(end.reason()) + "\"";
            throw CommandException.failed(
                    "the publisher ended " + subscription.track() + " with " + end.codeName() + reason,
                    "data, code 0x" + Long.toHexString(end.code()),
                    "check that the track is there, and see the publisher's log");
        }
    }
}
