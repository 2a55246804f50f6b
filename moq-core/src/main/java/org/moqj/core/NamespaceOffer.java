package org.moqj.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.TrackNamespace;

/**
 * The peer offers a namespace (PUBLISH_NAMESPACE, draft-14, section 9.23; ANNOUNCE, draft-07, section 6.21).
 * Thread-safe; answered once.
 */
public interface NamespaceOffer {

    /** Returns the session it came on, to subscribe to the namespace's tracks. */
    MoqSession session();

    /** Returns the namespace. */
    TrackNamespace namespace();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Agrees.
     *
     * @throws IllegalStateException where the offer was answered already
     */
    void accept();

    /**
     * Refuses.
     *
     * @throws IllegalStateException where the offer was answered already
     */
    void refuse(Refusal refusal);

    /** Takes an agreement back (PUBLISH_NAMESPACE_CANCEL; ANNOUNCE_CANCEL in draft-07). No effect once it is withdrawn. */
    void cancel(Refusal reason);

    /** Returns a future that completes when the peer withdraws the namespace, or the session ends. */
    CompletableFuture<Void> withdrawn();
}
