package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Limits;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.SubscriptionEnd;
import org.moqj.core.SubscriptionStats;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.TrackReceiver;
import org.moqj.core.spi.transport.SessionExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a subscription's objects wait for their reader: bounded in objects and bytes, with the user's policy for what
 * happens beyond. Confined to the session's executor, except {@link #stats()} and {@link #ended()}.
 */
final class SubscriptionIntake implements TrackReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionIntake.class);
    private static final int RESUME_FRACTION = 2;

    private final String what;
    private final Limits limits;
    private final SlowConsumer slowConsumer;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final CompletableFuture<SubscriptionEnd> ended = new CompletableFuture<>();
    private final List<IncomingStream> streams = new ArrayList<>();
    private final Runnable onDeadline = this::onDeadline;
    private final Runnable deliver = this::deliver;

    private @Nullable Passage passage;
    private @Nullable RequestHandle handle;
    private Runnable onOver = () -> {};
    private Desk<?> desk;
    private long droppedThrough = -1;
    private int queuedObjects;
    private long queuedBytes;
    private boolean paused;
    private boolean over;
    private @Nullable MoqException failure;
    private SessionExecutor.@Nullable Timer timer;
    private long timerAt = Long.MAX_VALUE;

    // Written on the executor only, read on any thread.
    private volatile @Nullable SubscriptionEnd knownEnd;
    private final Tally objects = new Tally();
    private final Tally bytes = new Tally();
    private final Tally droppedSlow = new Tally();
    private final Tally droppedLate = new Tally();
    private final Tally streamsBegun = new Tally();
    private final Tally streamsReset = new Tally();
    private final Tally streamsTruncated = new Tally();
    private final Tally streamsOverLimit = new Tally();
    private final Tally streamsMalformed = new Tally();

    SubscriptionIntake(
            String what, Limits limits, SlowConsumer slowConsumer, SessionExecutor executor, Callbacks callbacks) {
        this.what = what;
        this.limits = limits;
        this.slowConsumer = slowConsumer;
        this.executor = executor;
        this.callbacks = callbacks;
        this.desk = new Desk<>(ArrivalOrder.beforeReader(), null);
    }

    /** The arrangement in force, with its reader once there is one. */
    private final class Desk<T> {

        private final Arrangement<T> arrangement;
        private final @Nullable Handover<T> reader;
        private final Supplier<@Nullable T> poll = this::poll;

        private Desk(Arrangement<T> arrangement, @Nullable Handover<T> reader) {
            this.arrangement = arrangement;
            this.reader = reader;
        }

        private boolean wantsBatch() {
            return reader != null && reader.wantsBatch();
        }

        private void deliver() {
            if (reader == null) {
                return;
            }
            if (reader.wantsBatch()) {
                reader.fill(poll);
            }
            if (over && queuedObjects <= 0) {
                reader.end(failure);
                clear();
            }
        }

        private void cut() {
            if (reader != null) {
                reader.endNow(failure);
            }
            clear();
        }

        private @Nullable T poll() {
            T item = arrangement.poll();
            if (item != null) {
                queuedObjects -= arrangement.objects(item);
                queuedBytes -= arrangement.bytes(item);
            }
            return item;
        }
    }

    /** Names the request to give up when the subscription is closed, and what to do once it is over. */
    void begin(RequestHandle request, Runnable whenOver) {
        handle = request;
        onOver = whenOver;
    }

    /** Has the objects taken by {@code track} instead of a reader; before the request is made. */
    void passTo(PublishedTrack track, Passage.Beginning beginning) {
        passage = new Passage(track, executor, this::setPaused, this::failMalformed, beginning);
    }

    /** The publisher agreed. */
    void granted(SubscriptionGranted granted, SubscribeHandle agreed) {
        if (passage != null) {
            passage.join(granted, agreed);
        }
    }

    boolean isPassedOn() {
        return passage != null;
    }

    /** Returns how it ended: complete at the latest when the reader hears of the end. */
    CompletableFuture<SubscriptionEnd> ended() {
        SubscriptionEnd known = knownEnd;
        return known == null ? Futures.copy(ended) : CompletableFuture.completedFuture(known);
    }

    // ---- from the draft

    @Override
    public SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream) {
        streamsBegun.increment();
        if (over) {
            stream.stop(StreamError.CANCELLED);
        } else {
            streams.add(stream);
            if (paused) {
                stream.setReading(false);
            }
        }
        return new StreamIntake(stream, passage == null || over ? new DeskStream(header) : passage.onSubgroup(header));
    }

    @Override
    public void onDatagram(MoqObject object, boolean endOfGroup) {
        if (over) {
            return;
        }
        count(object);
        if (passage != null) {
            if (!passage.onDatagram(object, endOfGroup)) {
                droppedSlow.increment();
            }
        } else if (paused && isFull()) {
            // Nothing holds the sender of datagrams back, so that what finds no place is lost.
            droppedSlow.increment();
        } else {
            take(object);
        }
    }

    private void count(MoqObject object) {
        objects.increment();
        bytes.add(object.payloadSize());
    }

    /** Counts what comes on one stream, on its way to {@code receiver}. */
    private final class StreamIntake implements SubgroupReceiver {

        private final IncomingStream stream;
        private final SubgroupReceiver receiver;

        private StreamIntake(IncomingStream stream, SubgroupReceiver receiver) {
            this.stream = stream;
            this.receiver = receiver;
        }

        @Override
        public void onObject(MoqObject object) {
            if (!over) {
                count(object);
                receiver.onObject(object);
            }
        }

        @Override
        public void onEnd(StreamEnd end) {
            switch (end.kind()) {
                case COMPLETE -> {}
                case RESET -> streamsReset.increment();
                case TRUNCATED -> streamsTruncated.increment();
                case OVER_LIMIT -> streamsOverLimit.increment();
                case MALFORMED -> streamsMalformed.increment();
            }
            streams.remove(stream);
            receiver.onEnd(end);
        }
    }

    /** Takes the objects of one stream to the reader. */
    private final class DeskStream implements SubgroupReceiver {

        private final long groupId;

        private DeskStream(SubgroupHeader header) {
            this.groupId = header.groupId();
            desk.arrangement.onStream(groupId);
        }

        @Override
        public void onObject(MoqObject object) {
            take(object);
        }

        @Override
        public void onEnd(StreamEnd end) {
            desk.arrangement.onStreamEnd(groupId, end.kind() == StreamEnd.Kind.COMPLETE);
            deliver();
        }
    }

    private void take(MoqObject object) {
        if (object.groupId() <= droppedThrough) {
            droppedSlow.increment();
            return;
        }
        if (!desk.arrangement.add(object)) {
            droppedLate.increment();
            return;
        }
        queuedObjects++;
        queuedBytes += object.payloadSize();
        deliver();
        if (isFull()) {
            onFull();
        }
    }

    private boolean isFull() {
        return queuedObjects >= limits.maxQueuedObjects() || queuedBytes >= limits.maxQueuedBytes();
    }

    private void onFull() {
        switch (slowConsumer) {
            case BLOCK -> setPaused(true);
            case DROP_OLDEST_GROUP -> dropOldestGroups(false);
            case SKIP_TO_NEWEST -> dropOldestGroups(true);
            case END ->
                failSlow(MoqRequestException.notPossible(
                        RequestError.INTERNAL_ERROR,
                        what + " ended: its objects were not taken in time",
                        "take objects faster, raise the limits, or choose to drop groups"));
        }
    }

    /** Drops groups whole: what still comes of them is dropped too, so that none is handed out with a hole. */
    private void dropOldestGroups(boolean toNewest) {
        while (isFull() || (toNewest && desk.arrangement.hasSeveralGroups())) {
            Arrangement.Dropped dropped = desk.arrangement.dropOldestGroup();
            if (dropped.groupId() < 0) {
                return;
            }
            droppedThrough = Math.max(droppedThrough, dropped.groupId());
            queuedObjects -= dropped.objects();
            queuedBytes -= dropped.bytes();
            droppedSlow.add(dropped.objects());
        }
    }

    private void setPaused(boolean nowPaused) {
        if (paused != nowPaused) {
            paused = nowPaused;
            List.copyOf(streams).forEach(stream -> stream.setReading(!nowPaused));
        }
    }

    /** The publisher ended the subscription. */
    void onDone(SubscriptionDone done) {
        if (!over) {
            finish(new SubscriptionEnd(Side.REMOTE, done.status(), done.code(), done.codeName(), done.reason()), null);
            deliver();
        }
    }

    /** The session ended. */
    void onSessionEnd(MoqException end) {
        if (!over) {
            streams.clear(); // gone with the session
            finish(end);
            callbacks.fail(ended, end);
            deliver();
        }
    }

    // ---- from the reader

    /** Gives the objects to {@code handover} from now on, in the order of {@code arrangement}. */
    <T> void attach(Arrangement<T> arrangement, Handover<T> handover) {
        assert executor.inExecutor();
        // What came before there was a reader has been kept as it came.
        if (desk.arrangement instanceof ArrivalOrder early) {
            early.moveTo(arrangement);
        }
        desk = new Desk<>(arrangement, handover);
        if (over) {
            arrangement.giveUp(true);
        }
        deliver();
    }

    /** Returns the task of {@link #deliver()}, which is the same each time. */
    Runnable delivery() {
        return deliver;
    }

    /** Hands over what may go, if the reader can take it. */
    void deliver() {
        assert executor.inExecutor();
        desk.deliver();
        while (isFull() && desk.wantsBatch() && giveUpWaiting()) {
            LOG.debug("{}: its queue is full of what waits for its turn", what);
        }
        if (paused && passage == null && (isHalfEmpty() || (desk.wantsBatch() && !isFull()))) {
            setPaused(false);
        }
        armTimer();
    }

    /** The reader waits for the order's sake alone; what is missing has had its chance. Returns whether that helped. */
    private boolean giveUpWaiting() {
        int before = queuedObjects;
        desk.arrangement.giveUp(false);
        desk.deliver();
        return queuedObjects < before;
    }

    private boolean isHalfEmpty() {
        return queuedObjects <= limits.maxQueuedObjects() / RESUME_FRACTION
                && queuedBytes <= limits.maxQueuedBytes() / RESUME_FRACTION;
    }

    /** Wakes the reader when waiting ends; one that wants nothing now looks at the time when it does. */
    private void armTimer() {
        long deadline = over || !desk.wantsBatch() ? Long.MAX_VALUE : desk.arrangement.deadline();
        if (deadline < timerAt) {
            cancelTimer();
            timerAt = deadline;
            timer = executor.schedule(Duration.ofNanos(Math.max(0, deadline - executor.nanoTime())), onDeadline);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
            timerAt = Long.MAX_VALUE;
        }
    }

    private void onDeadline() {
        timer = null;
        timerAt = Long.MAX_VALUE;
        deliver();
    }

    /**
     * Checks that the subscription has not ended.
     *
     * @throws MoqException where it has, with the reason
     */
    void checkOpen() {
        if (failure != null) {
            throw failure;
        }
        if (over) {
            throw MoqRequestException.notPossible(null, what + " has ended", "subscribe again");
        }
    }

    /** The user wants no more, not even what is queued. */
    void close() {
        assert executor.inExecutor();
        if (!over) {
            cancelRequest();
            finish(new SubscriptionEnd(Side.LOCAL, DoneStatus.UNSUBSCRIBED, -1, "", ""), null);
        }
        desk.cut();
    }

    /** It cannot go on; what is queued may still be read. */
    void fail(MoqException error) {
        if (!over) {
            failed(error, DoneStatus.INTERNAL_ERROR);
            deliver();
        }
    }

    /** The reader was too slow: what is queued is dropped. */
    private void failSlow(MoqException error) {
        droppedSlow.add(queuedObjects);
        failed(error, DoneStatus.TOO_FAR_BEHIND);
        desk.cut();
    }

    /** What comes cannot be the track that others have had under its name. */
    private void failMalformed(String why) {
        if (!over) {
            failed(
                    MoqRequestException.notPossible(
                            RequestError.INTERNAL_ERROR,
                            what + " ended: " + why,
                            "give each object an id that no other object of the track has had"),
                    DoneStatus.MALFORMED_TRACK);
            deliver();
        }
    }

    private void failed(MoqException error, DoneStatus status) {
        cancelRequest();
        String reason = String.valueOf(error.getMessage());
        finish(new SubscriptionEnd(Side.LOCAL, status, -1, "", reason), error);
    }

    private void cancelRequest() {
        if (handle != null) {
            handle.cancel();
        }
    }

    /** Nothing more comes, as {@link #finish(MoqException)} has it, and this is why. */
    private void finish(SubscriptionEnd why, @Nullable MoqException error) {
        knownEnd = why; // before the reader can hear of the end, so that whoever has heard of it finds this
        finish(error);
        callbacks.complete(ended, why);
    }

    /** Nothing more comes. What is queued may still be read; streams that are open are of no use to anybody. */
    private void finish(@Nullable MoqException error) {
        over = true;
        failure = error;
        if (passage != null) {
            passage.end();
        }
        List.copyOf(streams).forEach(stream -> stream.stop(StreamError.CANCELLED));
        streams.clear();
        cancelTimer();
        desk.arrangement.giveUp(true);
        onOver.run();
    }

    /** Lets go of the reader and of what it did not take. */
    private void clear() {
        desk = new Desk<>(ArrivalOrder.beforeReader(), null);
        queuedObjects = 0;
        queuedBytes = 0;
    }

    SubscriptionStats stats() {
        return new SubscriptionStats(
                objects.get(),
                bytes.get(),
                droppedSlow.get(),
                droppedLate.get(),
                streamsBegun.get(),
                streamsReset.get(),
                streamsTruncated.get(),
                streamsOverLimit.get(),
                streamsMalformed.get());
    }
}
