package org.moqj.core;

import java.util.concurrent.Flow;
import org.moqj.core.internal.CoreNamespaceSubscription;
import org.moqj.core.model.TrackNamespace;

/**
 * Follows the namespaces under a prefix (SUBSCRIBE_NAMESPACE, draft-14, section 9.28; SUBSCRIBE_ANNOUNCES, draft-07,
 * section 6.13). Thread-safe.
 */
public sealed interface NamespaceSubscription extends AutoCloseable permits CoreNamespaceSubscription {

    /** Returns the prefix. */
    TrackNamespace prefix();

    /**
     * Returns namespaces as they come and go, those that exist already first. Taken once. Completes when it is closed
     * here, fails with a {@link MoqSessionException} when the session ends. At most {@link Limits#maxNamespaces()}
     * namespaces are followed; the peer's further ones are refused.
     */
    Flow.Publisher<NamespaceEvent> events();

    /** Ends it, at the peer too. No effect when it is over. */
    @Override
    void close();
}
