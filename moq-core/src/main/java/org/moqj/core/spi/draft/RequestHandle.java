package org.moqj.core.spi.draft;

/** A request of ours. */
public interface RequestHandle {

    /**
     * Gives the request up, with the draft's verb where there is one (UNSUBSCRIBE, FETCH_CANCEL, …), and frees what it
     * holds here. Its listener hears nothing more. No effect when it is over.
     */
    void cancel();
}
