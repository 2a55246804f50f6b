package org.moqj.tests.fuzz;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.CacheOptions;
import org.moqj.core.FetchOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionError;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.model.TrackNamespace;

/** The user of the session under test: does one of many things at a time, and keeps every future it was given. */
final class FuzzUser {

    static final FullTrackName TRACK = FullTrackName.of("a", "t");
    private static final TrackNamespace NAMESPACE = TrackNamespace.of("a");
    private static final TrackOptions OPTIONS = TrackOptions.defaults().withCache(CacheOptions.of(4, 1 << 16));
    private static final int MAX_REQUESTS = 64;

    private final MoqSession session;
    private final List<CompletableFuture<?>> futures = new ArrayList<>();
    private @Nullable Subscription subscription;
    private @Nullable TrackPublisher track;
    private @Nullable GroupWriter group;
    private @Nullable AutoCloseable namespace;
    private long received;

    FuzzUser(MoqSession session) {
        this.session = session;
    }

    /** Does what {@code number} says. What the session lacks and what contradicts itself may be refused by throwing. */
    void act(int number) {
        if (futures.size() >= MAX_REQUESTS) {
            return;
        }
        try {
            request(number % 32);
        } catch (UnsupportedFeatureException | MoqException | IllegalArgumentException | IllegalStateException e) {
            Promise.that(e.getMessage() != null, "a refusal says why");
        }
    }

    private void request(int number) {
        switch (number) {
            case 0 -> subscribe(SubscribeOptions.defaults());
            case 1 -> subscribe(SubscribeOptions.defaults().withFilter(SubscribeFilter.latestObject()));
            case 2 -> subscribe(SubscribeOptions.defaults().withFilter(SubscribeFilter.from(new Location(1, 0))));
            case 3 ->
                subscribe(SubscribeOptions.defaults()
                        .withFilter(SubscribeFilter.latestGroup())
                        .withSlowConsumer(SubscribeOptions.SlowConsumer.DROP_OLDEST_GROUP));
            case 4 ->
                keep(
                        session.fetch(TRACK, LocationRange.throughGroup(Location.ZERO, 5)),
                        fetch -> keep(fetch.forEach(this::take)));
            case 5 ->
                withSubscription(live -> keep(
                        session.fetchPreceding(live, 1, FetchOptions.defaults()),
                        fetch -> keep(fetch.forEach(this::take))));
            case 6 -> keep(session.trackStatus(TRACK));
            case 7 -> keep(session.publish(TRACK, OPTIONS), made -> track = made);
            case 8 -> register();
            case 9 -> nextGroup();
            case 10 -> withGroup(open -> keep(open.write("object")));
            case 11 ->
                withGroup(open ->
                        keep(open.write(ByteBuffer.wrap(new byte[100]), List.of(new ExtensionHeader.Numeric(2, 7)))));
            case 12 -> withGroup(open -> keep(open.subgroup(1, 9).write("other")));
            case 13 ->
                withGroup(open -> keep(open.writeStatus(open.nextObjectId(), ObjectStatus.END_OF_GROUP, List.of())));
            case 14 -> withGroup(SubgroupWriter::close);
            case 15 -> withGroup(SubgroupWriter::reset);
            case 16 -> withTrack(TrackPublisher::finish);
            case 17 -> withTrack(made -> keep(session.offer(made)));
            case 18 -> keep(session.publishNamespace(NAMESPACE), made -> namespace = made);
            case 19 -> keep(session.subscribeNamespace(NAMESPACE), made -> namespace = made);
            case 20 -> withNamespace();
            case 21 -> keep(session.goaway(""));
            case 22 ->
                withSubscription(live -> keep(
                        live.update(SubscriptionChange.none().endingWithGroup(3).withPriority(1))));
            case 23 -> withSubscription(Subscription::close);
            case 24 -> cancelLast();
            case 25 -> withGroup(open -> keep(open.write(ByteBuffer.wrap(new byte[3000]), List.of())));
            case 26 ->
                withSubscription(live -> keep(live.update(
                        SubscriptionChange.none().withForward(false).withDeliveryTimeout(Duration.ofMillis(5)))));
            case 27 -> keep(session.shutdown());
            case 28 -> session.abort(SessionError.GOAWAY_TIMEOUT, "given up");
            case 29 -> subscribeInGroups();
            case 30 -> withTrack(made -> keep(made.group(7).write("gap")));
            default -> registerDatagrams();
        }
    }

    private void subscribe(SubscribeOptions options) {
        keep(session.subscribe(TRACK, options), made -> {
            subscription = made;
            keep(made.forEach(this::take));
        });
    }

    private void subscribeInGroups() {
        keep(session.subscribe(FullTrackName.of("a", "g")), made -> {
            subscription = made;
            made.groups(Duration.ofMillis(100)).subscribe(new GroupTaker(this::take));
        });
    }

    private void take(MoqObject object) {
        Promise.that(object.payloadSize() <= SessionTarget.LIMITS.maxObjectSize(), "an object is within the limit");
        Promise.that(!object.toString().isEmpty(), "an object can be logged");
        received++;
    }

    private void register() {
        track = session.register(TRACK, OPTIONS);
    }

    private void registerDatagrams() {
        track = session.register(FullTrackName.of("a", "d"), OPTIONS.withDelivery(TrackOptions.Delivery.DATAGRAM));
    }

    private void nextGroup() {
        withTrack(made -> group = made.nextGroup());
    }

    private void withTrack(Consumer<TrackPublisher> action) {
        if (track != null) {
            action.accept(track);
        }
    }

    private void withGroup(Consumer<GroupWriter> action) {
        if (group != null) {
            action.accept(group);
        }
    }

    private void withSubscription(Consumer<Subscription> action) {
        if (subscription != null) {
            action.accept(subscription);
        }
    }

    private void withNamespace() {
        if (namespace != null) {
            try {
                namespace.close();
            } catch (Exception e) {
                throw new AssertionError("closing never throws", e);
            }
        }
    }

    private void cancelLast() {
        if (!futures.isEmpty()) {
            futures.get(futures.size() - 1).cancel(false);
        }
    }

    private void keep(CompletableFuture<?> future) {
        futures.add(future);
    }

    private <T> void keep(CompletableFuture<T> future, Consumer<T> then) {
        futures.add(future);
        futures.add(future.thenAccept(then));
    }

    /** Throws where a future is still not there, or failed with what no user expects. */
    void checkFutures() {
        for (CompletableFuture<?> future : futures) {
            Promise.that(future.isDone(), "every future completes when the session is over");
        }
    }

    /** Returns how many objects arrived. */
    long received() {
        return received;
    }
}
