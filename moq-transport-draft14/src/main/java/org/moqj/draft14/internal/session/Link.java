package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerText;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every part of a session needs: the control stream's sending half, the clock, and the ways in which a session
 * ends. Confined to the session's event loop.
 */
final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Draft14Session.class);
    private static final int TYPICAL_MESSAGE = 256;

    private final TransportSession transport;
    private final DraftOptions options;
    private final DraftSessionListener listener;
    private final String name;
    private final ByteBudget unfinished;
    private final List<Runnable> atEnd = new ArrayList<>();
    private SessionState state = SessionState.SETUP;
    private PeerProfile profile;
    private @Nullable SendStream control;
    private @Nullable MoqSessionException end;
    private boolean speaksAnother;

    Link(TransportSession transport, DraftOptions options, DraftSessionListener listener) {
        this.transport = transport;
        this.options = options;
        this.listener = listener;
        this.name = transport.info().connectionId();
        this.unfinished = ByteBudget.of(options.limits());
        this.profile = options.profile().orElse(PeerProfile.STRICT);
    }

    /** Names the stream that messages go out on; it goes before all others (draft-14, section 7.2). */
    void open(SendStream controlStream) {
        control = controlStream;
        controlStream.setPriority(0, false);
    }

    TransportSession transport() {
        return transport;
    }

    DraftOptions options() {
        return options;
    }

    Limits limits() {
        return options.limits();
    }

    /** Returns what objects that have not arrived whole may take, on all streams of the session. */
    ByteBudget unfinished() {
        return unfinished;
    }

    DraftSessionListener listener() {
        return listener;
    }

    boolean isClient() {
        return transport.info().perspective() == Perspective.CLIENT;
    }

    PeerProfile profile() {
        return profile;
    }

    boolean has(PeerProfile.Quirk quirk) {
        return profile.has(quirk);
    }

    /** Names the profile that the peer was found to have. */
    void recognise(PeerProfile recognised) {
        profile = recognised;
    }

    SessionState state() {
        return state;
    }

    boolean isOver() {
        return state == SessionState.CLOSED;
    }

    /** Moves the session's state on; what the peer must not do now is a violation. */
    void advance(SessionState.Event event) throws ProtocolViolation {
        SessionState next = state.after(event);
        if (next == null) {
            throw ProtocolViolation.invalid("Message Type", event + " is not expected in state " + state);
        }
        state = next;
        LOG.debug("session={} state={}", name, state);
    }

    /** Has {@code task} run when the session ends, whatever ends it. */
    void atEnd(Runnable task) {
        atEnd.add(task);
    }

    /**
     * Sends a message; after the session's end, does nothing.
     *
     * @throws MoqRequestException where it is too long for the wire; nothing was sent
     */
    void send(ControlMessage message) {
        if (!isOver() && control != null) {
            LOG.trace("session={} sent={}", name, message.type());
            control.write(encode(message), false);
        }
    }

    /**
     * Checks that a message can be sent later.
     *
     * @throws MoqRequestException where it is too long for the wire
     */
    void checkSendable(ControlMessage message) {
        encode(message).release();
    }

    private ByteBuf encode(ControlMessage message) {
        ByteBuf out = transport.allocator().buffer(TYPICAL_MESSAGE);
        try {
            ControlFraming.write(message, out);
            return out;
        } catch (IllegalArgumentException e) {
            out.release();
            throw MoqRequestException.notPossible(null, String.valueOf(e.getMessage()), "use shorter names and tokens");
        }
    }

    void received(ControlMessage message) {
        LOG.trace("session={} received={}", name, message.type());
    }

    /** Notes something that was dropped although nobody did anything wrong. */
    void dropped(String what) {
        LOG.debug("session={} dropped={}", name, what);
    }

    /** Runs what the transport or the clock asks for. A failure of our own, or of core, ends the session. */
    void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Runs {@code task} after {@code delay}, unless the session is over then. */
    SessionExecutor.Timer schedule(Duration delay, Runnable task) {
        return transport.executor().schedule(delay, () -> {
            if (!isOver()) {
                guard(task);
            }
        });
    }

    /** Runs {@code task} soon, but not within this call, unless the session is over then. */
    void later(Runnable task) {
        transport.executor().execute(() -> {
            if (!isOver()) {
                guard(task);
            }
        });
    }

    /** Ends the session because the peer broke a rule. */
    void violated(ProtocolViolation violation) {
        if (!isOver()) {
            LOG.warn(
                    "session={} violation={} field={} detail={}",
                    name,
                    SessionCode.nameOf(violation.code()),
                    violation.field(),
                    PeerText.shown(violation.detail()));
            speaksAnother =
                    state == SessionState.SETUP && violation.code() == SessionCode.VERSION_NEGOTIATION_FAILED.code();
            close(violation.code(), violation.field() + ": " + violation.detail(), false);
        }
    }

    /** Ends the session because of an error of our own. */
    void failed(RuntimeException error) {
        LOG.error("session={} ends because of an internal error", name, error);
        close(SessionCode.INTERNAL_ERROR.code(), "internal error", false);
    }

    /** Ends the session because the peer let a deadline pass. */
    void timedOut(SessionCode code, String reason) {
        close(code.code(), reason, true);
    }

    /** Ends the session with {@code code}. */
    void close(long code, String reason) {
        close(code, reason, false);
    }

    private void close(long code, String reason, boolean timeout) {
        if (!isOver()) {
            endWith(SessionEnd.closedHere(phase(), code, reason, timeout));
            transport.close(code, reason);
        }
    }

    /** Ends the session because the peer ended its control stream, which is how some peers end sessions. */
    void controlStreamEnded(String how) {
        if (!isOver()) {
            LOG.debug("session={} control stream {}", name, how);
            speaksAnother = state == SessionState.SETUP;
            endWith(SessionEnd.controlStreamEnded(phase(), how));
            transport.close(SessionCode.PROTOCOL_VIOLATION.code(), "the control stream was closed");
        }
    }

    /** The transport session is over: the end of everything. */
    void transportClosed(TransportClosed closed) {
        if (!isOver()) {
            speaksAnother = state == SessionState.SETUP && SessionEnd.isOfAnotherDraft(closed);
            endWith(SessionEnd.of(phase(), closed));
        }
        if (end != null) {
            listener.onClosed(end);
        }
    }

    /** Returns whether the setup ended as it does with a peer that speaks another draft. */
    boolean peerSpeaksAnotherDraft() {
        return speaksAnother;
    }

    /**
     * Checks that the session is not over.
     *
     * @throws MoqSessionException that tells of its end, where it is
     */
    void checkNotOver() {
        if (end != null) {
            throw end;
        }
    }

    private FailurePhase phase() {
        return state == SessionState.SETUP ? FailurePhase.SETUP : FailurePhase.DATA;
    }

    private void endWith(MoqSessionException why) {
        LOG.debug("session={} ends side={} code={}", name, why.side(), why.codeName());
        end = why;
        state = SessionState.CLOSED;
        atEnd.forEach(this::guard);
    }
}
