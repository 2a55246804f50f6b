package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;

/**
 * The way of one subgroup's objects from its writer to the track's home executor. One thread at a time adds; the home
 * executor takes.
 */
final class SubgroupInput {

    private static final int CHUNK = 32;

    // Not objects but signs in the queue; compared by identity.
    private static final MoqObject END = sign();
    private static final MoqObject RESET = sign();

    private final PublishedTrack track;
    private final GroupEnding group;
    private final SubgroupHeader header;
    private final SpscUnboundedArrayQueue<MoqObject> queue = new SpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicBoolean onItsWay = new AtomicBoolean();

    // Home executor only.
    private final SubgroupOutlet outlet;
    private boolean begun;
    private boolean over;

    /**
     * Makes the way of one stream's objects.
     *
     * @param source whose stream it is; null for what is written here
     */
    SubgroupInput(PublishedTrack track, GroupEnding group, SubgroupHeader header, @Nullable Passage source) {
        this.track = track;
        this.group = group;
        this.header = header;
        this.outlet = new SubgroupOutlet(track, header, source);
        group.begun();
    }

    /** Makes the way of what a writer here writes. */
    static SubgroupInput ofWriter(
            PublishedTrack track, GroupEnding group, long groupId, long subgroupId, int publisherPriority) {
        boolean extensionHeaders = track.options().extensionHeaders();
        return new SubgroupInput(
                track,
                group,
                new SubgroupHeader(groupId, subgroupId, publisherPriority, extensionHeaders, false),
                null);
    }

    private static MoqObject sign() {
        return MoqObject.ofStatus(
                0, 0, 0, 0, ForwardingPreference.SUBGROUP, java.util.List.of(), ObjectStatus.END_OF_SUBGROUP);
    }

    long groupId() {
        return header.groupId();
    }

    long subgroupId() {
        return header.subgroupId();
    }

    int publisherPriority() {
        return header.publisherPriority();
    }

    // ---- the writer's thread

    void add(MoqObject object) {
        track.reserve(object);
        queue.offer(object);
        hurry();
    }

    void addLast(MoqObject object) {
        // Both are in the queue before the track is told, so that the end travels with the object.
        track.reserve(object);
        queue.offer(object);
        queue.offer(END);
        hurry();
    }

    void addEnd() {
        queue.offer(END);
        hurry();
    }

    void addReset() {
        queue.offer(RESET);
        hurry();
    }

    private void hurry() {
        if (onItsWay.compareAndSet(false, true)) {
            track.offer(this);
        }
    }

    // ---- the home executor

    /** Takes at most {@code budget} objects, gets in line again where there are more, and returns what is left of it. */
    int drain(int budget) {
        onItsWay.set(false);
        for (int left = budget; left > 0; left--) {
            MoqObject object = queue.poll();
            if (object == null) {
                return left;
            }
            take(object);
        }
        if (!queue.isEmpty()) {
            hurry();
        }
        return 0;
    }

    private void take(MoqObject object) {
        if (object == END || object == RESET) {
            end(object == RESET);
            return;
        }
        track.release(object);
        if (!over && !track.isOver()) {
            if (!begun) {
                begun = true;
                track.opened(this);
            }
            outlet.write(object, queue.peek() == END);
        }
    }

    private void end(boolean reset) {
        if (over) {
            return;
        }
        over = true;
        if (begun) {
            track.closed(this);
        }
        outlet.end(reset);
        group.ended();
    }

    /** Ends the subgroup where it is. */
    void endNow() {
        end(false);
    }
}
