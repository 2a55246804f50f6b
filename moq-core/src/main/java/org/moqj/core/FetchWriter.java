package org.moqj.core;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.MoqObject;

/** Writes the objects of a fetch that this end answers, in the order that was agreed. Thread-safe. */
public interface FetchWriter extends AutoCloseable {

    /**
     * Writes the next object, with its ids, priority, status and extension headers as they are. It leaves when the next
     * one is written or the fetch is closed, so that the end can travel with the last one.
     *
     * @return completes when there is room for more; exceptionally with a {@link MoqStreamException} once the peer has
     *     given the fetch up, a {@link MoqSessionException}, an {@link IllegalArgumentException} for an object outside of
     *     the range or out of order, or an {@link UnsupportedFeatureException} for one that the session's draft cannot
     *     carry; the last two are not sent, and the fetch goes on
     */
    CompletableFuture<Void> write(MoqObject object);

    /** Breaks the fetch off. */
    void reset();

    /** Ends the fetch: all objects have been written. */
    @Override
    void close();
}
