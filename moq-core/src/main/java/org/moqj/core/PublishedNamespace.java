package org.moqj.core;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.TrackNamespace;

/** A namespace that this end has announced and the peer has taken. Thread-safe. */
public interface PublishedNamespace extends AutoCloseable {

    /** Returns the namespace. */
    TrackNamespace namespace();

    /**
     * Returns how it ended: completes with null when it was withdrawn here, exceptionally with the peer's
     * {@link MoqRequestException} when it took its agreement back, or with a {@link MoqSessionException}.
     */
    CompletableFuture<Void> ended();

    /** Withdraws the namespace; active subscriptions go on. No effect when it has ended. */
    @Override
    void close();
}
