package org.moqj.core.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStreamHandler;

/**
 * One subgroup on its way to one subscription. The track calls {@code onObject}, {@code onEnd} and {@code onReset} on
 * its home executor; everything else is confined to the feed's.
 */
final class FeedSubgroup implements SendStreamHandler {

    /** How long what was written last may need to reach the peer before its stream is reset. */
    static final Duration LINGER = Duration.ofMillis(500);

    private final TrackFeed feed;
    private final SubgroupHeader header;
    private final WaitingObjects queue = new WaitingObjects();
    private final UnsentAge unsentAge = new UnsentAge();
    private @Nullable SubgroupSender sender;
    private boolean watched;
    private boolean endQueued;
    private boolean skipped;
    private boolean over;

    FeedSubgroup(TrackFeed feed, SubgroupHeader header) {
        this.feed = feed;
        this.header = header;
    }

    boolean belongsTo(TrackFeed other) {
        return feed == other;
    }

    SubgroupHeader header() {
        return header;
    }

    long groupId() {
        return header.groupId();
    }

    /** Returns whether its stream has begun and not ended. */
    boolean isOpen() {
        return sender != null && !over;
    }

    boolean hasQueued() {
        return !queue.isEmpty();
    }

    // ---- the track's home executor

    void onObject(MoqObject object, boolean last) {
        feed.take(this, object, last);
    }

    /** An object of the past that the cache has kept, which was written {@code age} ago. */
    void onKept(MoqObject object, boolean last, long age) {
        feed.takeKept(this, object, last, age);
    }

    void onEnd(SubgroupEnd how) {
        feed.run(() -> {
            switch (how) {
                case COMPLETE -> end();
                case INCOMPLETE -> {
                    skip();
                    end();
                }
                case BROKEN_OFF -> reset(StreamError.CANCELLED);
            }
        });
    }

    // ---- the feed's executor

    /** Sends an object that the subscription wants and that is {@code age} old, or queues it until the stream takes more. */
    void send(MoqObject object, boolean last, long age) {
        try {
            sendOrQueue(feed.carried(object), last, age);
        } catch (UnsupportedFeatureException e) {
            feed.fail(e);
        }
    }

    private void sendOrQueue(MoqObject object, boolean last, long age) {
        if (over) {
            feed.dropped(1);
        } else if (feed.timeout().isExceededBy(age)) {
            feed.dropped(1);
            giveUpLate(object);
        } else if (object.forwardingPreference() == ForwardingPreference.DATAGRAM) {
            feed.sendDatagram(object, header.endsGroup());
        } else {
            SubgroupSender stream = open();
            long since = feed.timeout().since(age);
            if (queue.isEmpty() && stream.isWritable()) {
                write(stream, object, last, since);
            } else {
                queue.add(object, since);
                endQueued |= last;
                watch(since);
                feed.queued(object);
            }
        }
    }

    /** Objects of a subgroup build on each other: without this one, those behind it are of no use. */
    private void giveUpLate(MoqObject object) {
        if (object.forwardingPreference() == ForwardingPreference.SUBGROUP) {
            reset(StreamError.DELIVERY_TIMEOUT);
        }
    }

    /** Notes that the subscription did not want an object after it had wanted others. */
    void skip() {
        skipped |= sender != null;
    }

    private SubgroupSender open() {
        if (sender == null) {
            sender = feed.open(this);
        }
        return sender;
    }

    private void write(SubgroupSender stream, MoqObject object, boolean last, long since) {
        boolean lastNow = last && !skipped;
        stream.write(object, lastNow);
        feed.sent(object);
        if (feed.timeout().isSet()) {
            unsentAge.wrote(stream, since);
            watch(since);
        }
        if (lastNow) {
            over();
        }
    }

    private void watch(long since) {
        if (!watched && feed.timeout().isSet()) {
            watched = true;
            feed.timeout().watch(this, since);
        }
    }

    void unwatched() {
        watched = false;
    }

    /** There is a timeout now, perhaps for what was queued before. */
    void onTimeoutSet() {
        long since = waitingSince();
        if (since != DeliveryTimeout.NEVER) {
            watch(since);
        }
    }

    /** Returns since when the oldest object that is not sent yet has been here; {@link DeliveryTimeout#NEVER} for none. */
    long waitingSince() {
        long inTransport = sender == null ? DeliveryTimeout.NEVER : unsentAge.since(sender);
        if (inTransport != DeliveryTimeout.NEVER) {
            return inTransport;
        }
        return queue.isEmpty() ? DeliveryTimeout.NEVER : queue.firstSince();
    }

    /** The oldest object that is not sent yet is too old: the stream goes, also where its end was written already. */
    void timeOut() {
        if (over && sender != null) {
            sender.reset(StreamError.DELIVERY_TIMEOUT);
        }
        reset(StreamError.DELIVERY_TIMEOUT);
        unsentAge.clear();
        feed.onProgress();
    }

    @Override
    public void onWritable() {
        SubgroupSender stream = sender;
        if (stream == null || over) {
            return;
        }
        try {
            sendQueued(stream);
        } catch (UnsupportedFeatureException e) {
            feed.fail(e);
        }
        feed.onProgress();
    }

    private void sendQueued(SubgroupSender stream) {
        while (!over && !queue.isEmpty() && stream.isWritable()) {
            long since = queue.firstSince();
            MoqObject object = queue.poll();
            if (object != null) {
                feed.unqueued(object, true);
                write(stream, object, endQueued && queue.isEmpty(), since);
            }
        }
        if (!over && endQueued && queue.isEmpty()) {
            endStream(stream);
        }
    }

    @Override
    public void onStopped(long code) {
        drop();
        feed.onProgress();
    }

    void end() {
        endQueued = true;
        if (!over && queue.isEmpty()) {
            if (sender == null) {
                over = true;
            } else {
                endStream(sender);
            }
        }
        feed.onProgress();
    }

    private void endStream(SubgroupSender stream) {
        if (skipped) {
            // An end would say that nothing is missing. A reset at once would take what was sent last with it.
            endQueued = false;
            feed.after(LINGER, () -> reset(StreamError.CANCELLED));
        } else {
            stream.finish();
            over();
        }
    }

    /** Abandons the stream and what is queued. */
    void reset(StreamError error) {
        if (!over && sender != null) {
            sender.reset(error);
        }
        drop();
    }

    /** Drops what is queued, and everything that still comes. */
    private void drop() {
        for (MoqObject object = queue.poll(); object != null; object = queue.poll()) {
            feed.unqueued(object, false);
            feed.dropped(1);
        }
        if (!over) {
            over();
        }
    }

    private void over() {
        over = true;
        feed.ended(this);
    }
}
