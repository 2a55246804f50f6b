package org.moqj.draft14.internal.session;

import org.moqj.core.FailurePhase;
import org.moqj.core.MoqSessionException;
import org.moqj.core.PeerText;
import org.moqj.core.Side;
import org.moqj.core.spi.transport.TransportClosed;

/** How the end of a session is told to core. */
final class SessionEnd {

    private SessionEnd() {}

    static MoqSessionException closedHere(FailurePhase phase, long code, String reason, boolean timeout) {
        String name = SessionCode.nameOf(code);
        String message = code == SessionCode.NO_ERROR.code()
                ? "The session was closed"
                : "The session was closed with " + name + ": " + PeerText.shown(reason);
        return new MoqSessionException(phase, Side.LOCAL, code, name, message, timeout, null);
    }

    static MoqSessionException controlStreamEnded(FailurePhase phase, String how) {
        return new MoqSessionException(
                phase, Side.REMOTE, -1, "", "The peer ended the session: its control stream was " + how, false, null);
    }

    static MoqSessionException of(FailurePhase phase, TransportClosed closed) {
        return switch (closed.cause()) {
            case LOCAL -> closedHere(phase, closed.code(), closed.reason(), false);
            case PEER -> closedByPeer(phase, closed);
            case IDLE_TIMEOUT ->
                new MoqSessionException(
                        phase,
                        Side.LOCAL,
                        -1,
                        "",
                        "The connection was lost: nothing arrived from the peer",
                        true,
                        closed.error());
            case TRANSPORT_ERROR ->
                new MoqSessionException(
                        phase,
                        Side.REMOTE,
                        -1,
                        "",
                        "The connection failed: " + PeerText.shown(closed.reason()),
                        false,
                        closed.error());
        };
    }

    /**
     * Returns whether a setup that ended so was one with a peer that speaks another draft. Some close without an error of
     * their own, which over WebTransport is the transport's 0.
     */
    static boolean isOfAnotherDraft(TransportClosed closed) {
        return switch (closed.cause()) {
            case PEER ->
                closed.code() == SessionCode.NO_ERROR.code()
                        || closed.code() == SessionCode.PROTOCOL_VIOLATION.code()
                        || closed.code() == SessionCode.VERSION_NEGOTIATION_FAILED.code();
            case TRANSPORT_ERROR -> closed.code() == 0 && closed.error() == null;
            case LOCAL, IDLE_TIMEOUT -> false;
        };
    }

    private static MoqSessionException closedByPeer(FailurePhase phase, TransportClosed closed) {
        String name = SessionCode.nameOf(closed.code());
        String said = closed.reason().isEmpty() ? "" : ": \"" + PeerText.shown(closed.reason()) + "\"";
        return new MoqSessionException(
                phase,
                Side.REMOTE,
                closed.code(),
                name,
                "The peer closed the session with " + name + said,
                false,
                closed.error());
    }
}
