package org.moqj.core.spi.transport;

import org.jspecify.annotations.Nullable;

/**
 * Why a transport session ended.
 *
 * @param cause who ended it, and how
 * @param code the application's error code (MoQ's own numbering, already mapped back), or 0 where there is none
 * @param reason text for people, from the peer or from the transport; may be empty; not to be trusted in logs
 * @param error the failure underneath, where there is one
 */
public record TransportClosed(
        Cause cause, long code, String reason, @Nullable Throwable error) {

    /** Who ended a transport session, and how. */
    public enum Cause {
        /** {@link TransportSession#close} was called here. */
        LOCAL,
        /** The peer closed the session with an application error code. */
        PEER,
        /** Nothing arrived from the peer for the idle timeout. */
        IDLE_TIMEOUT,
        /** The transport itself failed (a QUIC or HTTP/3 error of either side); {@code code} is the transport's. */
        TRANSPORT_ERROR
    }
}
