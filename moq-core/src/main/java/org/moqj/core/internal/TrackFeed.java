package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.SlowSubscriber;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one subscription of the peer gets of a published track: it applies range and forwarding, queues what the streams
 * do not take yet, and drops what becomes too old there, and the oldest group when that is too much.
 *
 * <p>Lives on the subscription's session executor. {@link #take} and {@link #run} are called on the track's home
 * executor; where the two differ, both go through one queue, so that their order is kept.
 */
final class TrackFeed implements SubscriptionSenderListener {

    private static final Logger LOG = LoggerFactory.getLogger(TrackFeed.class);
    private static final Duration EXPIRY_PATIENCE = Duration.ofSeconds(2);
    private static final int HOP_FRACTION = 8;
    private static final String RANGE_COMPLETE = "the range is complete";

    private final PublishedTrack track;
    private final SessionExecutor executor;
    private final Consumer<TrackFeed> onOver;
    private final boolean sameExecutor;
    private final boolean extensionHeaders;

    private final FeedHop hop;
    private final FeedGauge gauge;
    private final DeliveryTimeout timeout;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<FeedSubgroup> active = new ArrayList<>();
    private @Nullable SubscriptionSender sender;
    private final FeedScope scope = new FeedScope();
    private final FeedEnd end;
    private Consumer<List<AuthToken>> renewed = tokens -> {};
    private boolean over;

    /**
     * Makes a feed.
     *
     * @param extensionHeaders whether the session's draft has extension headers
     * @param onOver told when nothing more is sent
     */
    TrackFeed(PublishedTrack track, SessionExecutor executor, boolean extensionHeaders, Consumer<TrackFeed> onOver) {
        this.track = track;
        this.executor = executor;
        this.extensionHeaders = extensionHeaders;
        this.onOver = onOver;
        this.sameExecutor = track.home().equals(executor);
        this.hop = new FeedHop(
                track.home(),
                executor,
                this::accept,
                track.options().maxQueuedBytes() / HOP_FRACTION,
                track::onFeedFull);
        this.gauge =
                new FeedGauge(executor, track.options().maxQueuedBytes(), full -> onHome(() -> track.onFeedFull(full)));
        this.timeout = new DeliveryTimeout(executor, track.options().deliveryTimeout());
        this.end = new FeedEnd(executor, this::endIfSent, this::endNow);
    }

    /** Names who is told of tokens that the subscriber shows later. */
    void whenRenewed(Consumer<List<AuthToken>> told) {
        renewed = told;
    }

    FullTrackName track() {
        return track.name();
    }

    /** Attaches to the track and answers the request. */
    void start(IncomingSubscribe asked) {
        assert executor.inExecutor();
        takeTerms(asked.request());
        onHome(() -> track.attach(this, largest -> answer(asked, largest)));
    }

    /** Attaches to the track, which the peer has agreed to take on these terms. */
    void startOffered(SubscriptionSender agreed, SubscribeRequest terms, LocationRange wanted) {
        assert executor.inExecutor();
        takeTerms(terms);
        onHome(() -> track.attach(this, largest -> begin(agreed, wanted, largest)));
    }

    private void takeTerms(SubscribeRequest terms) {
        scope.forward(terms.forward());
        terms.deliveryTimeout().ifPresent(timeout::subscriberWants);
    }

    private void onHome(Runnable task) {
        if (sameExecutor) {
            task.run();
        } else {
            Hops.offer(track.home(), task);
        }
    }

    // ---- the track's home executor

    FeedSubgroup newSubgroup(SubgroupHeader header) {
        return new FeedSubgroup(this, header);
    }

    void take(FeedSubgroup subgroup, MoqObject object, boolean last) {
        if (sameExecutor) {
            accept(subgroup, object, last);
        } else {
            hop.object(subgroup, object, last);
        }
    }

    void takeKept(FeedSubgroup subgroup, MoqObject object, boolean last, long age) {
        run(() -> accept(subgroup, object, last, age));
    }

    void run(Runnable task) {
        if (sameExecutor) {
            task.run();
        } else {
            hop.task(task);
        }
    }

    void onGroupEnd(long groupId) {
        run(() -> {
            scope.onGroupEnd(groupId);
            endIfRangeIsComplete();
        });
    }

    void onTrackEnd(DoneStatus status, String reason) {
        run(() -> endWhenSent(status, reason));
    }

    void onTrackAbort(DoneStatus status, String reason) {
        run(() -> {
            end.overrule(status, reason);
            endNow();
        });
    }

    private void detach() {
        track.detach(this);
        hop.close();
    }

    // ---- the session's executor

    private void resetAll(StreamError error) {
        List.copyOf(active).forEach(subgroup -> subgroup.reset(error));
    }

    private void answer(IncomingSubscribe request, Optional<Location> largest) {
        if (over) {
            return;
        }
        LocationRange wanted = request.range(largest);
        if (wanted.isEmpty() || largest.map(now -> isOver(wanted, now)).orElse(false)) {
            over = true;
            request.reject(Refusal.of(RequestError.INVALID_RANGE, "the range is over"));
            leave();
            return;
        }
        begin(request.accept(granted(request, largest), this), wanted, largest);
        track.options().expires().ifPresent(this::expireAfter);
    }

    private void expireAfter(Duration time) {
        if (!over) {
            end.expireAfter(
                    time, () -> endAtGroupEnd(DoneStatus.EXPIRED, "the subscription has expired", EXPIRY_PATIENCE));
        }
    }

    private void begin(SubscriptionSender agreed, LocationRange wanted, Optional<Location> largest) {
        if (!over) {
            scope.begin(wanted, largest);
            sender = agreed;
        }
    }

    private static boolean isOver(LocationRange wanted, Location largest) {
        return wanted.isAfterEnd(largest.group(), largest.object());
    }

    private SubscriptionGranted granted(IncomingSubscribe request, Optional<Location> largest) {
        TrackOptions options = track.options();
        GroupOrder wanted = request.request().groupOrder();
        return new SubscriptionGranted(
                options.expires(),
                wanted == GroupOrder.PUBLISHER_DEFAULT ? options.groupOrder() : wanted,
                largest,
                options.deliveryTimeout(),
                track.maxCacheDuration());
    }

    private void accept(FeedSubgroup subgroup, MoqObject object, boolean last) {
        accept(subgroup, object, last, 0);
    }

    private void accept(FeedSubgroup subgroup, MoqObject object, boolean last, long age) {
        if (over || sender == null) {
            return;
        }
        boolean wanted = scope.wants(object);
        if (scope.isAfterEnd(object)) {
            subgroup.end();
            endWhenSent(DoneStatus.SUBSCRIPTION_ENDED, RANGE_COMPLETE);
        } else if (wanted && (!end.isDecided() || subgroup.isOpen())) {
            boolean lastWanted = scope.isLast(object);
            subgroup.send(object, last || lastWanted, age);
            if (lastWanted) {
                endWhenSent(DoneStatus.SUBSCRIPTION_ENDED, RANGE_COMPLETE);
            }
        } else {
            subgroup.skip();
        }
        endIfRangeIsComplete();
    }

    private void endIfRangeIsComplete() {
        if (!end.isDecided() && sender != null && scope.isComplete()) {
            endWhenSent(DoneStatus.SUBSCRIPTION_ENDED, RANGE_COMPLETE);
        }
    }

    /** The draft cannot carry an object: a subscription without it would pretend to be whole. */
    void fail(UnsupportedFeatureException lacking) {
        LOG.debug("subscription to {} ends: {}", track.name(), lacking.getMessage());
        dropped(1);
        resetAll(StreamError.INTERNAL_ERROR);
        endWhenSent(DoneStatus.INTERNAL_ERROR, String.valueOf(lacking.getMessage()));
    }

    DeliveryTimeout timeout() {
        return timeout;
    }

    SubgroupSender open(FeedSubgroup subgroup) {
        active.add(subgroup);
        return sender().openSubgroup(subgroup.header(), subgroup);
    }

    /**
     * Returns what the session can carry of an object: a track that is passed on from another draft goes without its
     * extension headers where this draft has none. Of one that is made here they are refused instead.
     */
    MoqObject carried(MoqObject object) {
        return extensionHeaders || object.extensionHeaders().isEmpty() || !track.isPassedOn()
                ? object
                : object.withoutExtensionHeaders();
    }

    void sendDatagram(MoqObject object, boolean endOfGroup) {
        if (sender().sendDatagram(object, endOfGroup) == DatagramResult.SENT) {
            sent(object);
        } else {
            dropped(1);
        }
    }

    private SubscriptionSender sender() {
        if (sender == null) {
            throw new IllegalStateException("Not answered yet");
        }
        return sender;
    }

    void after(Duration delay, Runnable task) {
        executor.schedule(delay, task);
    }

    void sent(MoqObject object) {
        track.counters().sent(object.payloadSize());
    }

    void dropped(int objects) {
        track.counters().dropped(objects);
    }

    void queued(MoqObject object) {
        gauge.add(object);
        if (gauge.isOverLimit() && track.options().slowSubscriber() == SlowSubscriber.END) {
            cutOff();
        }
        while (gauge.isOverLimit() && dropOldestGroup()) {
            LOG.debug("subscriber of {} is too slow, dropped its oldest group", track.name());
        }
        gauge.check();
    }

    private void cutOff() {
        LOG.debug("subscriber of {} is too slow, its subscription ends", track.name());
        track.counters().cutOff();
        end.overrule(DoneStatus.TOO_FAR_BEHIND, "too much waits to be taken");
        endNow();
    }

    /** An object leaves the queue: for the transport, or to be dropped. */
    void unqueued(MoqObject object, boolean taken) {
        gauge.remove(object);
        if (taken) {
            gauge.progressed();
        }
    }

    /** Drops the oldest group that has something queued; one that owes nothing would free nothing. */
    private boolean dropOldestGroup() {
        long oldest = active.stream()
                .filter(FeedSubgroup::hasQueued)
                .mapToLong(FeedSubgroup::groupId)
                .min()
                .orElse(-1);
        List<FeedSubgroup> dropped =
                active.stream().filter(subgroup -> subgroup.groupId() == oldest).toList();
        dropped.forEach(subgroup -> subgroup.reset(StreamError.DELIVERY_TIMEOUT));
        return !dropped.isEmpty();
    }

    /** A subgroup sent something, or ended. */
    void onProgress() {
        gauge.check();
        endIfSent();
    }

    void ended(FeedSubgroup subgroup) {
        active.remove(subgroup);
        end.onStreamEnd();
        endIfSent();
    }

    private void endWhenSent(DoneStatus status, String reason) {
        end.decide(status, reason);
        endIfSent();
    }

    private void endNow() {
        resetAll(StreamError.CANCELLED);
        endIfSent();
    }

    private void endIfSent() {
        DoneStatus status = end.status();
        if (status != null && !over && sender != null && active.isEmpty() && end.hasSettled(sender.doneDelay())) {
            over = true;
            sender.done(status, end.reason());
            leave();
        }
    }

    @Override
    public void onUpdate(SubscriptionUpdate update) {
        scope.narrow(update.range());
        scope.forward(update.forward());
        if (update.deliveryTimeout().isPresent()) {
            timeout.subscriberWants(update.deliveryTimeout().get());
            active.forEach(FeedSubgroup::onTimeoutSet);
        }
        List.copyOf(active).stream()
                .filter(subgroup -> scope.isOutside(subgroup.groupId()))
                .forEach(subgroup -> subgroup.reset(StreamError.CANCELLED));
        endIfRangeIsComplete();
        if (!update.tokens().isEmpty()) {
            renewed.accept(update.tokens());
        }
    }

    @Override
    public void onUnsubscribe() {
        stop();
    }

    /**
     * The session is leaving: the subscription ends once what it has is sent. Groups that are open then go on to their
     * ends for {@code patience} at most; a live one may be far from it.
     */
    void goAway(Duration patience) {
        endAtGroupEnd(DoneStatus.GOING_AWAY, "going away", patience);
    }

    private void endAtGroupEnd(DoneStatus status, String reason, Duration patience) {
        endWhenSent(status, reason);
        if (!over) {
            end.waitAtMost(patience);
        }
    }

    /** Ends the subscription at once; callable from any thread. */
    void end(DoneStatus status, String reason) {
        Hops.offer(executor, () -> {
            if (!over) {
                end.overrule(status, reason);
                endNow();
            }
        });
    }

    /** Runs {@code task} once this feed is over, at once where it is. */
    void whenOver(Runnable task) {
        if (over) {
            task.run();
        } else {
            afterwards.add(task);
        }
    }

    /** The subscriber or the session is gone. */
    void stop() {
        if (!over) {
            over = true;
            // The streams are gone with the subscription; only what is queued is ours to drop.
            List.copyOf(active).forEach(subgroup -> subgroup.onStopped(-1));
            leave();
        }
    }

    private void leave() {
        end.stop();
        gauge.stop();
        timeout.stop();
        Hops.offer(track.home(), this::detach);
        onOver.accept(this);
        afterwards.forEach(Runnable::run);
    }
}
