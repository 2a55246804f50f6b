package org.moqj.core.internal;

import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;

/**
 * The order in which a subscription's objects are handed out, and where they wait for that. Confined to the session's
 * executor.
 *
 * @param <T> what is handed out: objects, or whole groups
 */
interface Arrangement<T> {

    /** A stream of {@code groupId} began. */
    void onStream(long groupId);

    /** A stream of {@code groupId} ended, whole or not. */
    void onStreamEnd(long groupId, boolean complete);

    /** Takes an object. Returns whether it is kept; one that came too late is not. */
    boolean add(MoqObject object);

    /** Returns the next that may be handed out, or null while there is none. */
    @Nullable
    T poll();

    /**
     * Stops waiting for what is missing, as far as it takes to hand something out.
     *
     * @param all whether nothing more will come, so that everything may go
     */
    void giveUp(boolean all);

    /** Returns when waiting ends at the latest, in nanoseconds of the executor; {@link Long#MAX_VALUE} for never. */
    long deadline();

    /** Drops the oldest group that waits here and returns what that was; nothing where nothing waits. */
    Dropped dropOldestGroup();

    /** Returns whether objects of more than one group wait here. */
    boolean hasSeveralGroups();

    /** Returns the number of objects in {@code item}. */
    int objects(T item);

    /** Returns the bytes of payload in {@code item}. */
    long bytes(T item);

    /**
     * What was dropped.
     *
     * @param groupId the group; -1 for none
     * @param objects how many objects
     * @param bytes their payload
     */
    record Dropped(long groupId, int objects, long bytes) {

        static final Dropped NOTHING = new Dropped(-1, 0, 0);
    }
}
