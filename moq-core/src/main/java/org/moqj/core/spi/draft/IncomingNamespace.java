package org.moqj.core.spi.draft;

import org.moqj.core.Refusal;

/** The peer offers a namespace. Answered once; an agreement can be taken back later. */
public interface IncomingNamespace {

    /** Returns the namespace and the request's tokens. */
    NamespaceRequest request();

    /**
     * Agrees.
     *
     * @param withdrawn run when the peer withdraws the namespace
     */
    void accept(Runnable withdrawn);

    /** Refuses. */
    void reject(Refusal refusal);

    /** Takes the agreement back. Only after {@link #accept}; no effect when the namespace has been withdrawn. */
    void cancel(Refusal reason);
}
