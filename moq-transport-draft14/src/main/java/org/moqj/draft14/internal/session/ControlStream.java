package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.ControlMessageHandler;

/** Reads control messages from the peer's half of the control stream. Confined to the session's event loop. */
final class ControlStream implements ReceiveStreamHandler {

    private enum State {
        /** Messages are collected, not handled: the session is being made. */
        HELD,
        OPEN,
        CLOSED
    }

    private final Link link;
    private final ControlMessageHandler handler;
    private State state = State.HELD;
    private @Nullable ByteBuf pending;

    ControlStream(Link link, ControlMessageHandler handler) {
        this.link = link;
        this.handler = handler;
    }

    /** Handles what was collected, and from now on everything at once. */
    void release() {
        if (state == State.HELD) {
            state = State.OPEN;
            read(Unpooled.EMPTY_BUFFER);
        }
    }

    /** Drops what was collected. */
    void close() {
        state = State.CLOSED;
        keep(null);
    }

    @Override
    public void onData(ByteBuf data) {
        if (state != State.CLOSED) {
            read(data);
        }
    }

    private void read(ByteBuf data) {
        ByteBuf before = pending;
        pending = null; // this call owns it until it keeps the rest
        try {
            if (before != null) {
                before.writeBytes(data);
            }
            if (state == State.OPEN) {
                handleAll(before != null ? before : data);
            }
        } catch (ProtocolViolation e) {
            link.violated(e);
        } catch (RuntimeException e) {
            link.failed(e);
        } finally {
            keepRest(before, data);
        }
    }

    private void handleAll(ByteBuf in) throws ProtocolViolation {
        while (!link.isOver()) {
            ControlMessage message = ControlFraming.read(in, link.limits().maxControlMessage());
            if (message == null) {
                return;
            }
            link.received(message);
            message.accept(handler);
        }
    }

    private void keepRest(@Nullable ByteBuf owned, ByteBuf lent) {
        ByteBuf rest = owned != null ? owned : lent;
        if (state == State.CLOSED || !rest.isReadable()) {
            if (owned != null) {
                owned.release();
            }
        } else if (owned != null) {
            keep(owned.discardReadBytes());
        } else {
            keep(link.transport().allocator().buffer(lent.readableBytes()).writeBytes(lent));
        }
    }

    private void keep(@Nullable ByteBuf rest) {
        if (pending != null) {
            pending.release();
        }
        pending = rest;
    }

    @Override
    public void onFin() {
        link.guard(() -> link.controlStreamEnded("finished"));
    }

    @Override
    public void onReset(long code) {
        link.guard(() -> link.controlStreamEnded("reset"));
    }
}
