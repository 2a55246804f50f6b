package org.moqj.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.moqj.core.internal.CoreFetch;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/** A fetch that the peer has agreed to: objects of the past, on one stream. Thread-safe. */
public sealed interface Fetch extends AutoCloseable permits CoreFetch {

    /** Returns which group comes first. */
    GroupOrder groupOrder();

    /** Returns whether {@link #end()} is the end of the track. */
    boolean endOfTrack();

    /**
     * Returns the last location that the fetch covers, inclusive: the end that was asked for, or the track's largest
     * location where that is before it. An object id of {@link Location#MAX_ID} stands for the whole group.
     */
    Location end();

    /**
     * Returns the objects in the order of the fetch: groups as agreed, objects of a group in the order of their ids. A
     * gap says that the publisher has no such object. Taken once; no demand means that the stream is not read.
     *
     * <p>Completes when all have arrived; fails with a {@link MoqStreamException} when the stream broke off before.
     */
    Flow.Publisher<MoqObject> objects();

    /** Hands each object to {@code consumer}; see {@link Subscription#forEach}. */
    CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer);

    /** Gives the rest up (FETCH_CANCEL). No effect when it is over. */
    @Override
    void close();
}
