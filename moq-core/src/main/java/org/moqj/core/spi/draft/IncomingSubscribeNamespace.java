package org.moqj.core.spi.draft;

import org.moqj.core.Refusal;

/** The peer asks to be told of the namespaces under a prefix. Answered once. */
public interface IncomingSubscribeNamespace {

    /** Returns the prefix, which may be empty, and the request's tokens. */
    NamespaceRequest request();

    /**
     * Agrees; core then offers what matches.
     *
     * @param unsubscribed run when the peer has heard enough
     */
    void accept(Runnable unsubscribed);

    /** Refuses. */
    void reject(Refusal refusal);
}
