package org.moqj.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.model.TrackNamespace;

/**
 * The peer wants to be told of the namespaces under a prefix (SUBSCRIBE_NAMESPACE; SUBSCRIBE_ANNOUNCES in draft-07).
 * Thread-safe; answered once.
 */
public interface NamespaceInterest {

    /** Returns the session it came on: tell of a namespace with {@link MoqSession#publishNamespace}. */
    MoqSession session();

    /** Returns the prefix, which may be empty. */
    TrackNamespace prefix();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /**
     * Agrees. What matches is to be published on the session from now on.
     *
     * @throws IllegalStateException where it was answered already
     */
    void accept();

    /**
     * Refuses.
     *
     * @throws IllegalStateException where it was answered already
     */
    void refuse(Refusal refusal);

    /** Returns a future that completes when the peer has heard enough, or the session ends. */
    CompletableFuture<Void> unsubscribed();
}
