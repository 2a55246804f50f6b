package org.moqj.draft07.internal.session;

import org.moqj.core.Limits;

/**
 * Counts what waits, in the whole session, for the SUBSCRIBE_OK that it overtook. Confined to the session's event loop.
 */
final class EarlyData {

    private final Limits limits;
    private int streams;
    private int datagrams;

    EarlyData(Limits limits) {
        this.limits = limits;
    }

    /** Returns whether one more stream may wait, and counts it. */
    boolean holdStream() {
        if (streams >= limits.maxEarlyStreams()) {
            return false;
        }
        streams++;
        return true;
    }

    void releaseStream() {
        streams--;
    }

    /** Returns whether one more datagram may wait, and counts it. */
    boolean holdDatagram() {
        if (datagrams >= limits.maxEarlyDatagrams()) {
            return false;
        }
        datagrams++;
        return true;
    }

    void releaseDatagrams(int count) {
        datagrams -= count;
    }
}
