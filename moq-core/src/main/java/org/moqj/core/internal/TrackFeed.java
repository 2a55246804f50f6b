package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.TrackOptions;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
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
 * do not take yet, and drops the oldest group when that is too much.
 *
 * <p>Lives on the subscription's session executor. {@link #take} and {@link #run} are called on the track's home
 * executor; where the two differ, both go through one queue, so that their order is kept.
 */
final class TrackFeed implements SubscriptionSenderListener {

    private static final Logger LOG = LoggerFactory.getLogger(TrackFeed.class);
    private static final Object LAST = new Object();
    private static final int HOP_CHUNK = 128;
    private static final int OBJECT_OVERHEAD = 64;
    private static final int FULL_FRACTION = 4;
    private static final Duration STALLED = Duration.ofSeconds(5);

    private final PublishedTrack track;
    private final SessionExecutor executor;
    private final Consumer<TrackFeed> onOver;
    private final boolean sameExecutor;

    // From the track's executor to this one: a Runnable; or a FeedSubgroup and its object, after LAST where it is.
    private final SpscUnboundedArrayQueue<Object> hop = new SpscUnboundedArrayQueue<>(HOP_CHUNK);
    private final AtomicBoolean hopScheduled = new AtomicBoolean();
    private @Nullable FeedSubgroup awaitsObject;
    private boolean awaitsLast;

    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<FeedSubgroup> active = new ArrayList<>();
    private @Nullable SubscriptionSender sender;
    private LocationRange range = LocationRange.from(Location.ZERO);
    private boolean forward;
    private long queuedBytes;
    private boolean full;
    private long lastProgress;
    private @Nullable DoneStatus ending;
    private String endReason = "";
    private boolean over;

    TrackFeed(PublishedTrack track, SessionExecutor executor, Consumer<TrackFeed> onOver) {
        this.track = track;
        this.executor = executor;
        this.onOver = onOver;
        this.sameExecutor = track.home() == executor;
    }

    /** Attaches to the track and answers the request. */
    void start(IncomingSubscribe asked) {
        assert executor.inExecutor();
        forward = asked.request().forward();
        onHome(() -> track.attach(this, largest -> answer(asked, largest)));
    }

    /** Attaches to the track, which the peer has agreed to take on these terms. */
    void startOffered(SubscriptionSender agreed, LocationRange wanted, boolean forwards) {
        assert executor.inExecutor();
        forward = forwards;
        onHome(() -> track.attach(this, largest -> begin(agreed, wanted)));
    }

    private void onHome(Runnable task) {
        if (sameExecutor) {
            task.run();
        } else {
            track.home().execute(task);
        }
    }

    // ---- the track's home executor

    FeedSubgroup newSubgroup(long groupId, long subgroupId, int publisherPriority) {
        return new FeedSubgroup(this, groupId, subgroupId, publisherPriority);
    }

    void take(FeedSubgroup subgroup, MoqObject object, boolean last) {
        if (sameExecutor) {
            accept(subgroup, object, last);
        } else {
            if (last) {
                hop.offer(LAST);
            }
            hop.offer(subgroup);
            hop.offer(object);
            scheduleHop();
        }
    }

    void run(Runnable task) {
        if (sameExecutor) {
            task.run();
        } else {
            hop.offer(task);
            scheduleHop();
        }
    }

    private void scheduleHop() {
        if (hopScheduled.compareAndSet(false, true)) {
            executor.execute(this::drainHop);
        }
    }

    void onTrackEnd(DoneStatus status, String reason) {
        run(() -> endWhenSent(status, reason));
    }

    void onTrackAbort(DoneStatus status, String reason) {
        run(() -> {
            List.copyOf(active).forEach(subgroup -> subgroup.reset(StreamError.CANCELLED));
            endWhenSent(status, reason);
        });
    }

    // ---- the session's executor

    private void drainHop() {
        assert executor.inExecutor();
        hopScheduled.set(false);
        for (Object next = hop.poll(); next != null; next = hop.poll()) {
            if (awaitsObject != null && next instanceof MoqObject object) {
                FeedSubgroup subgroup = awaitsObject;
                boolean last = awaitsLast;
                awaitsObject = null;
                awaitsLast = false;
                accept(subgroup, object, last);
            } else if (next == LAST) {
                awaitsLast = true;
            } else if (next instanceof FeedSubgroup subgroup) {
                awaitsObject = subgroup;
            } else if (next instanceof Runnable task) {
                task.run();
            }
        }
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
        begin(request.accept(granted(request, largest), this), wanted);
    }

    private void begin(SubscriptionSender agreed, LocationRange wanted) {
        if (!over) {
            range = wanted;
            lastProgress = executor.nanoTime();
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
                Optional.empty(),
                wanted == GroupOrder.PUBLISHER_DEFAULT ? options.groupOrder() : wanted,
                largest,
                options.deliveryTimeout(),
                Optional.empty());
    }

    private void accept(FeedSubgroup subgroup, MoqObject object, boolean last) {
        if (over || sender == null) {
            return;
        }
        if (range.isAfterEnd(object.groupId(), object.objectId())) {
            endWhenSent(DoneStatus.SUBSCRIPTION_ENDED, "the range is complete");
        } else if (forward && range.contains(object.groupId(), object.objectId())) {
            send(subgroup, object, last);
        } else {
            subgroup.skip();
        }
    }

    private void send(FeedSubgroup subgroup, MoqObject object, boolean last) {
        try {
            subgroup.send(object, last);
        } catch (UnsupportedFeatureException e) {
            LOG.debug("subscription to {} ends: {}", track.name(), e.getMessage());
            List.copyOf(active).forEach(open -> open.reset(StreamError.INTERNAL_ERROR));
            endWhenSent(DoneStatus.INTERNAL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    SubgroupSender open(FeedSubgroup subgroup) {
        active.add(subgroup);
        return sender().openSubgroup(
                        new SubgroupHeader(
                                subgroup.groupId(),
                                subgroup.subgroupId(),
                                subgroup.publisherPriority(),
                                track.options().extensionHeaders(),
                                false),
                        subgroup);
    }

    void sendDatagram(MoqObject object) {
        if (sender().sendDatagram(object, false) == DatagramResult.SENT) {
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

    void sent(MoqObject object) {
        track.counters().sent(object.payloadSize());
    }

    void dropped(int objects) {
        track.counters().dropped(objects);
    }

    void queued(MoqObject object) {
        queuedBytes += object.payloadSize() + OBJECT_OVERHEAD;
        while (queuedBytes > track.options().maxQueuedBytes() && dropOldestGroup()) {
            LOG.debug("subscriber of {} is too slow, dropped its oldest group", track.name());
        }
        checkFull();
    }

    void unqueued(MoqObject object) {
        queuedBytes -= object.payloadSize() + OBJECT_OVERHEAD;
        lastProgress = executor.nanoTime();
    }

    private boolean dropOldestGroup() {
        long oldest = active.stream().mapToLong(FeedSubgroup::groupId).min().orElse(-1);
        List<FeedSubgroup> dropped =
                active.stream().filter(subgroup -> subgroup.groupId() == oldest).toList();
        dropped.forEach(subgroup -> subgroup.reset(StreamError.DELIVERY_TIMEOUT));
        return !dropped.isEmpty();
    }

    private void checkFull() {
        int high = track.options().maxQueuedBytes() / FULL_FRACTION;
        if (!full && queuedBytes > high) {
            setFull(true);
            executor.schedule(STALLED, this::checkStalled);
        } else if (full && queuedBytes <= high / 2) {
            setFull(false);
        }
    }

    /** One that takes nothing at all is left to lose groups: it must not hold the writers of all others. */
    private void checkStalled() {
        if (full && executor.nanoTime() - lastProgress >= STALLED.toNanos()) {
            setFull(false);
        } else if (full) {
            executor.schedule(STALLED, this::checkStalled);
        }
    }

    private void setFull(boolean nowFull) {
        full = nowFull;
        onHome(() -> track.onFeedFull(nowFull));
    }

    /** A subgroup sent something, or ended. */
    void onProgress() {
        checkFull();
        endIfSent();
    }

    void ended(FeedSubgroup subgroup) {
        active.remove(subgroup);
        endIfSent();
    }

    private void endWhenSent(DoneStatus status, String reason) {
        if (ending == null) {
            ending = status;
            endReason = reason;
        }
        endIfSent();
    }

    private void endIfSent() {
        if (ending != null && !over && sender != null && active.isEmpty()) {
            over = true;
            sender.done(ending, endReason);
            leave();
        }
    }

    @Override
    public void onUpdate(SubscriptionUpdate update) {
        range = update.range();
        forward = update.forward();
        List.copyOf(active).stream()
                .filter(subgroup -> range.isAfterEnd(subgroup.groupId(), 0)
                        || subgroup.groupId() < range.start().group())
                .forEach(subgroup -> subgroup.reset(StreamError.CANCELLED));
    }

    @Override
    public void onUnsubscribe() {
        stop();
    }

    /** The session is leaving: the subscription ends once what it has is sent. */
    void goAway() {
        endWhenSent(DoneStatus.GOING_AWAY, "going away");
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
        if (full) {
            setFull(false);
        }
        onHome(() -> track.detach(this));
        onOver.accept(this);
        afterwards.forEach(Runnable::run);
    }
}
