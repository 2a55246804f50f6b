package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStreamHandler;

/**
 * One subgroup on its way to one subscription. The track calls {@code onObject}, {@code onEnd} and {@code onReset} on
 * its home executor; everything else is confined to the feed's.
 */
final class FeedSubgroup implements SendStreamHandler {

    private final TrackFeed feed;
    private final long groupId;
    private final long subgroupId;
    private final int publisherPriority;
    private final Deque<MoqObject> queue = new ArrayDeque<>(2);
    private @Nullable SubgroupSender sender;
    private boolean endQueued;
    private boolean skipped;
    private boolean over;

    FeedSubgroup(TrackFeed feed, long groupId, long subgroupId, int publisherPriority) {
        this.feed = feed;
        this.groupId = groupId;
        this.subgroupId = subgroupId;
        this.publisherPriority = publisherPriority;
    }

    boolean belongsTo(TrackFeed other) {
        return feed == other;
    }

    long groupId() {
        return groupId;
    }

    long subgroupId() {
        return subgroupId;
    }

    int publisherPriority() {
        return publisherPriority;
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

    void onEnd() {
        feed.run(this::end);
    }

    void onReset() {
        feed.run(() -> reset(StreamError.CANCELLED));
    }

    // ---- the feed's executor

    /** Sends an object that the subscription wants, or queues it until the stream takes more. */
    void send(MoqObject object, boolean last) {
        try {
            sendOrQueue(object, last);
        } catch (UnsupportedFeatureException e) {
            feed.fail(e);
        }
    }

    private void sendOrQueue(MoqObject object, boolean last) {
        if (over) {
            feed.dropped(1);
        } else if (object.forwardingPreference() == ForwardingPreference.DATAGRAM) {
            feed.sendDatagram(object);
        } else {
            SubgroupSender stream = open();
            if (queue.isEmpty() && stream.isWritable()) {
                write(stream, object, last);
            } else {
                queue.add(object);
                endQueued |= last;
                feed.queued(object);
            }
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

    private void write(SubgroupSender stream, MoqObject object, boolean last) {
        boolean lastNow = last && !skipped;
        stream.write(object, lastNow);
        feed.sent(object);
        if (lastNow) {
            over();
        }
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
        while (!queue.isEmpty() && stream.isWritable()) {
            MoqObject object = queue.remove();
            feed.unqueued(object, true);
            write(stream, object, endQueued && queue.isEmpty());
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
            stream.reset(StreamError.CANCELLED); // an end would say that nothing is missing
        } else {
            stream.finish();
        }
        over();
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
