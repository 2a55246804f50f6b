package org.moqj.core.spi.draft;

/** A request of ours. */
public interface RequestHandle {

    /**
     * Gives the request up, with the draft's verb where there is one (UNSUBSCRIBE, FETCH_CANCEL, …), and frees what it
     * holds here. Its listener hears nothing more. No effect when it is over.
     */
    void cancel();

    /** Returns whether this was not sent yet, because the peer's limit on requests does not let it through. */
    default boolean isWaiting() {
        return false;
    }
}
