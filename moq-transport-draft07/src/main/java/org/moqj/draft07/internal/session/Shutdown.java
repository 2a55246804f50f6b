package org.moqj.draft07.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqSessionException;
import org.moqj.core.PeerText;
import org.moqj.core.Side;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.SessionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session's life and its end (draft-07, section 3.5): who ended it, with which code, and that the listener hears of
 * it once.
 *
 * <p>Confined to the session's event loop.
 */
final class Shutdown {

    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    /** What servers of later drafts close with that know no version which was offered. */
    private static final long LATER_VERSION_NEGOTIATION_FAILED = 0x15;

    private final TransportSession transport;
    private final DraftSessionListener listener;
    private final String sessionId;
    private SessionState state = SessionState.CONNECTING;
    private Runnable release = () -> {};
    private @Nullable MoqSessionException end;
    private boolean speaksAnother;

    /** Something that the peer or a timer sets off. */
    @FunctionalInterface
    interface Work {
        void run() throws ProtocolViolation;
    }

    Shutdown(TransportSession transport, DraftSessionListener listener) {
        this.transport = transport;
        this.listener = listener;
        this.sessionId = transport.info().connectionId();
    }

    /** Names what frees the session's buffers and timers; run once, when the session is closed here or ends. */
    void onEnd(Runnable task) {
        release = task;
    }

    SessionState state() {
        return state;
    }

    boolean isOver() {
        return state.isOver();
    }

    void setupComplete() {
        state = Transitions.ours(
                state.next(SessionState.Event.SETUP_COMPLETE), SessionState.Event.SETUP_COMPLETE, state);
    }

    void goawayReceived() throws ProtocolViolation {
        state = Transitions.byPeer(state.next(SessionState.Event.GOAWAY_RECEIVED), "GOAWAY", state);
    }

    /** Runs {@code work} on requests, see {@link #guard(FailurePhase, Work)}. */
    void guard(Work work) {
        guard(FailurePhase.REQUEST, work);
    }

    /** Runs {@code work} unless the session is over, and ends the session where it fails. */
    void guard(FailurePhase phase, Work work) {
        if (isOver()) {
            return;
        }
        try {
            work.run();
        } catch (ProtocolViolation violation) {
            closeFor(violation, phase);
        } catch (RuntimeException e) {
            closeFor(e);
        }
    }

    /** Ends the session because the peer broke a rule. */
    void closeFor(ProtocolViolation violation, FailurePhase phase) {
        if (isOver()) {
            return;
        }
        String name = SessionCode.name(violation.code());
        log.warn(
                "session={} peer broke the protocol: code={} field=\"{}\" {}",
                sessionId,
                name,
                violation.field(),
                violation.detail());
        String what = violation.field() + ": " + violation.detail();
        close(violation.code(), what, end(phase, violation.code(), "The peer broke the protocol, " + what, false));
    }

    /** Ends the session because the peer ended its control stream, which is how some peers end sessions. */
    void closeForControlStream(String how) {
        speaksAnother = speaksAnother || state == SessionState.CONNECTING;
        closeFor(ProtocolViolation.invalid("control stream", how), FailurePhase.REQUEST);
    }

    /** Returns whether the setup ended as it does with a peer that speaks another draft. */
    boolean peerSpeaksAnotherDraft() {
        return speaksAnother;
    }

    /** Some close without an error of their own, which over WebTransport is the transport's 0. */
    private static boolean isOfAnotherDraft(TransportClosed closed) {
        return switch (closed.cause()) {
            case PEER ->
                closed.code() == SessionCode.NO_ERROR.code()
                        || closed.code() == SessionCode.PROTOCOL_VIOLATION.code()
                        || closed.code() == LATER_VERSION_NEGOTIATION_FAILED;
            case TRANSPORT_ERROR -> closed.code() == 0 && closed.error() == null;
            case LOCAL, IDLE_TIMEOUT -> false;
        };
    }

    /**
     * Checks that the session is not over.
     *
     * @throws MoqSessionException that tells of its end, where it is
     */
    void checkNotOver() {
        if (isOver() && end != null) {
            throw end;
        }
    }

    /** Ends the session because of a bug here. */
    void closeFor(RuntimeException bug) {
        log.error("session={} failed", sessionId, bug);
        if (!isOver()) {
            long code = SessionCode.INTERNAL_ERROR.code();
            MoqSessionException end = new MoqSessionException(
                    phase(FailurePhase.REQUEST),
                    Side.LOCAL,
                    code,
                    SessionCode.name(code),
                    "The session failed here: " + bug,
                    false,
                    bug);
            close(code, "internal error", end);
        }
    }

    /** Ends the session because the peer took too long. */
    void closeForTimeout(String message) {
        long code = SessionCode.PROTOCOL_VIOLATION.code();
        close(code, message, end(FailurePhase.SETUP, code, message, true));
    }

    /** Ends the session on request. */
    void close(long code, String reason) {
        String message = "The session was closed here" + (reason.isEmpty() ? "" : ": " + reason);
        close(code, reason, end(FailurePhase.REQUEST, code, message, false));
    }

    /** Takes note that the transport is gone. */
    void onTransportClosed(TransportClosed closed) {
        if (state == SessionState.CLOSED) {
            return;
        }
        if (end == null) {
            speaksAnother = state == SessionState.CONNECTING && isOfAnotherDraft(closed);
            end = remoteEnd(closed);
        }
        MoqSessionException why = end;
        boolean releasedAlready = isOver();
        state = SessionState.CLOSED;
        if (!releasedAlready) {
            release.run();
        }
        log.debug("session={} closed: {}", sessionId, why.getMessage());
        listener.onClosed(why);
    }

    private void close(long code, String reason, MoqSessionException why) {
        if (isOver()) {
            return;
        }
        end = why;
        state = Transitions.ours(state.next(SessionState.Event.CLOSED_HERE), SessionState.Event.CLOSED_HERE, state);
        release.run();
        transport.close(code, reason);
    }

    private MoqSessionException end(FailurePhase phase, long code, String message, boolean timeout) {
        return new MoqSessionException(phase(phase), Side.LOCAL, code, SessionCode.name(code), message, timeout, null);
    }

    private MoqSessionException remoteEnd(TransportClosed closed) {
        String said = closed.reason().isEmpty() ? "" : ": " + PeerText.shown(closed.reason());
        FailurePhase phase = phase(FailurePhase.REQUEST);
        return switch (closed.cause()) {
            case PEER -> {
                String name = SessionCode.name(closed.code());
                String message = "The peer closed the session with " + name + said;
                yield new MoqSessionException(phase, Side.REMOTE, closed.code(), name, message, false, null);
            }
            case IDLE_TIMEOUT ->
                new MoqSessionException(
                        phase, Side.LOCAL, -1, "", "Nothing came from the peer any more" + said, true, closed.error());
            case TRANSPORT_ERROR ->
                new MoqSessionException(
                        phase, Side.REMOTE, -1, "", "The connection failed" + said, false, closed.error());
            case LOCAL ->
                new MoqSessionException(
                        phase,
                        Side.LOCAL,
                        closed.code(),
                        SessionCode.name(closed.code()),
                        "Closed here" + said,
                        false,
                        null);
        };
    }

    private FailurePhase phase(FailurePhase onceEstablished) {
        return state == SessionState.CONNECTING ? FailurePhase.SETUP : onceEstablished;
    }
}
