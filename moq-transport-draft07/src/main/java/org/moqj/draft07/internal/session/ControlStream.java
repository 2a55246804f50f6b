package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.ControlFraming;
import org.moqj.draft07.internal.message.ControlMessage;
import org.moqj.draft07.internal.message.SessionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control stream (draft-07, section 3.3): messages out, messages in. It lives as long as the session: its end, in
 * whichever way, is a violation.
 *
 * <p>Confined to the session's event loop.
 */
final class ControlStream implements ReceiveStreamHandler, SendStreamHandler {

    private static final Logger log = LoggerFactory.getLogger(ControlStream.class);

    /** What may wait for a peer that does not read its control stream; more ends the session. */
    static final int MAX_BACKLOG = 4 << 20;

    private final String sessionId;
    private final ByteBufAllocator allocator;
    private final ControlFraming framing;
    private final Shutdown shutdown;
    private Receiver receiver = message -> {};
    private @Nullable SendStream send;
    private @Nullable ByteBuf heldBack;
    private Runnable heldEnd = () -> {};

    /** Takes what arrives. */
    @FunctionalInterface
    interface Receiver {
        void onMessage(ControlMessage message) throws ProtocolViolation;
    }

    ControlStream(String sessionId, ByteBufAllocator allocator, int maxMessage, Shutdown shutdown) {
        this.sessionId = sessionId;
        this.allocator = allocator;
        this.framing = new ControlFraming(allocator, maxMessage);
        this.shutdown = shutdown;
    }

    /** Names who takes messages. */
    void setReceiver(Receiver newReceiver) {
        receiver = newReceiver;
    }

    /**
     * Takes a stream over, of which {@code received} has been read, which is lent. It goes before everything else. What
     * arrives is held back until {@link #begin}.
     */
    void open(BidiStream stream, ByteBuf received) {
        heldBack = allocator.buffer(received.readableBytes()).writeBytes(received);
        send = stream.send();
        stream.send().setPriority(StreamPriorities.CONTROL, false);
        stream.receive().start(this);
    }

    /** Lets through what has arrived, and whatever comes. */
    void begin() {
        ByteBuf early = heldBack;
        if (early == null) {
            return;
        }
        heldBack = null;
        try {
            onData(early);
        } finally {
            early.release();
        }
        heldEnd.run();
    }

    /** Sends {@code message}. No effect when the session is over. */
    void send(ControlMessage message) {
        SendStream stream = send;
        if (stream == null || shutdown.isOver()) {
            return;
        }
        log.trace("session={} sends {}", sessionId, message.type());
        stream.write(ControlFraming.encode(message, allocator), false);
        if (stream.queuedBytes() > MAX_BACKLOG) {
            shutdown.close(SessionCode.INTERNAL_ERROR.code(), "the peer does not read its control stream");
        }
    }

    @Override
    public void onData(ByteBuf data) {
        if (heldBack != null) {
            heldBack.writeBytes(data);
            return;
        }
        shutdown.guard(() -> receive(data));
    }

    private void receive(ByteBuf data) throws ProtocolViolation {
        while (!shutdown.isOver()) {
            ControlMessage message = framing.next(data);
            if (message == null) {
                return;
            }
            log.trace("session={} receives {}", sessionId, message.type());
            receiver.onMessage(message);
        }
    }

    @Override
    public void onFin() {
        closeFor("ended");
    }

    @Override
    public void onReset(long code) {
        closeFor("was reset");
    }

    @Override
    public void onStopped(long code) {
        closeFor("was stopped");
    }

    private void closeFor(String what) {
        if (heldBack != null) {
            heldEnd = () -> closeFor(what);
            return;
        }
        shutdown.closeForControlStream(what);
    }

    /** Frees what is held: what came too early, and an incomplete message. */
    void release() {
        if (heldBack != null) {
            heldBack.release();
            heldBack = null;
        }
        framing.release();
    }
}
