package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.PeerProfile;
import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.ObjectParser;
import org.moqj.draft14.internal.data.StreamFault;
import org.moqj.draft14.internal.data.StreamHeader;
import org.moqj.draft14.internal.data.StreamHeaderReader;

/** A unidirectional stream of the peer: its header, and then its objects. Confined to the session's event loop. */
final class IncomingUniStream implements ReceiveStreamHandler, IncomingStream {

    private enum State {
        /** The header is not complete. */
        HEADER,
        /** What it belongs to is not known yet. */
        HELD,
        /** Objects go to their receiver. */
        FLOWING,
        OVER
    }

    private final Link link;
    private final DataStreams router;
    private final ReceiveStream stream;
    private final StreamHeaderReader headerReader = new StreamHeaderReader();
    private State state = State.HEADER;
    private boolean reading = true;
    private boolean heldBack;
    private @Nullable HeldData held;
    private @Nullable ObjectParser parser;
    private @Nullable StreamOwner owner;
    private @Nullable SubgroupReceiver receiver;

    IncomingUniStream(Link link, DataStreams router, ReceiveStream stream) {
        this.link = link;
        this.router = router;
        this.stream = stream;
    }

    void start() {
        stream.start(this);
    }

    @Override
    public void onData(ByteBuf data) {
        if (link.isOver()) {
            return;
        }
        try {
            take(data);
        } catch (ProtocolViolation e) {
            state = State.OVER;
            link.violated(e);
        } catch (RuntimeException e) {
            link.failed(e);
        }
    }

    private void take(ByteBuf data) throws ProtocolViolation {
        if (state == State.HEADER) {
            StreamHeader header = headerReader.read(data);
            if (header != null) {
                router.route(header, this);
            }
        }
        if (state == State.HELD && held != null) {
            router.keep(this, held, data);
        } else if (state == State.FLOWING) {
            parse(data);
        }
    }

    /** Keeps what arrives until it is known what the stream belongs to, and lets no more come. */
    void hold(HeldData keptBy) {
        state = State.HELD;
        held = keptBy;
        stream.setReading(false);
    }

    /** Hands the objects to {@code newOwner} from now on, those that were held included. */
    void flow(StreamOwner newOwner, ObjectParser objects) throws ProtocolViolation {
        HeldData before = held;
        held = null;
        state = State.FLOWING;
        owner = newOwner;
        parser = objects;
        if (before == null) {
            begin();
            return;
        }
        try {
            begin();
            parse(before.data());
            resume(before);
        } finally {
            before.release();
        }
    }

    private void resume(HeldData before) throws ProtocolViolation {
        if (state != State.FLOWING) {
            return;
        }
        switch (before.end()) {
            case NOT_YET -> stream.setReading(reading);
            case FIN -> finish();
            case RESET -> endWith(reset(before.resetCode()));
        }
    }

    private void parse(ByteBuf data) throws ProtocolViolation {
        try {
            while (state == State.FLOWING && parser != null && data.isReadable()) {
                MoqObject object = parser.read(data);
                begin();
                if (object == null) {
                    return;
                }
                if (state == State.FLOWING && receiver != null) {
                    receiver.onObject(object);
                }
            }
        } catch (StreamFault e) {
            onFault(e);
        }
    }

    /** Tells the owner of this stream as soon as there is enough to tell. */
    private void begin() {
        if (receiver == null && owner != null && parser != null && parser.isIdentified()) {
            receiver = owner.begin(this, parser);
        }
    }

    private void onFault(StreamFault fault) {
        link.dropped("stream: " + fault.getMessage());
        stream.stop(StreamCode.CANCELLED.code());
        StreamOwner faultyOwner = owner;
        endWith(new StreamEnd(fault.kind(), -1, ""));
        if (fault.kind() == StreamEnd.Kind.MALFORMED && faultyOwner != null) {
            faultyOwner.malformed(String.valueOf(fault.getMessage()));
        }
    }

    @Override
    public void onFin() {
        if (link.isOver()) {
            return;
        }
        try {
            if (state == State.HEADER) {
                truncated(headerReader.nextField());
            } else if (state == State.HELD && held != null) {
                held.ended(HeldData.End.FIN, -1);
            } else if (state == State.FLOWING) {
                finish();
            }
        } catch (ProtocolViolation e) {
            state = State.OVER;
            link.violated(e);
        } catch (RuntimeException e) {
            link.failed(e);
        }
    }

    private void finish() throws ProtocolViolation {
        if (parser != null && !parser.isBetweenObjects()) {
            truncated(parser.nextField());
            endWith(new StreamEnd(StreamEnd.Kind.TRUNCATED, -1, ""));
        } else {
            endWith(StreamEnd.COMPLETE);
        }
    }

    /** Draft-14, section 10.4: the session should end; not so with a peer that ends broken streams like this. */
    private void truncated(String field) throws ProtocolViolation {
        if (!link.has(PeerProfile.Quirk.FIN_INSIDE_OBJECT)) {
            throw ProtocolViolation.incomplete(field, "the stream ended inside it");
        }
    }

    @Override
    public void onReset(long code) {
        if (link.isOver()) {
            return;
        }
        link.guard(() -> {
            if (state == State.HELD && held != null) {
                held.ended(HeldData.End.RESET, code);
            } else if (state == State.FLOWING) {
                endWith(reset(code));
            }
        });
    }

    private static StreamEnd reset(long code) {
        return new StreamEnd(StreamEnd.Kind.RESET, code, StreamCode.nameOf(code));
    }

    private void endWith(StreamEnd end) {
        state = State.OVER;
        SubgroupReceiver told = receiver;
        StreamOwner finished = owner;
        if (parser != null) {
            parser.release();
        }
        receiver = null;
        owner = null;
        parser = null;
        if (told != null) {
            told.onEnd(end);
        }
        if (finished != null) {
            finished.ended(this);
        }
    }

    @Override
    public void setReading(boolean nowReading) {
        reading = nowReading;
        heldBack |= !nowReading;
        if (state == State.FLOWING && !link.isOver()) {
            stream.setReading(nowReading);
        }
    }

    /** Returns whether its reader has ever paused it. */
    boolean wasHeldBack() {
        return heldBack;
    }

    @Override
    public void stop(StreamError error) {
        if (state != State.OVER && !link.isOver()) {
            stop(StreamCode.of(error));
        }
    }

    /** Asks the peer to stop sending, and drops what is held. The owner is told, the receiver is not. */
    void stop(StreamCode code) {
        receiver = null;
        HeldData before = held;
        held = null;
        if (before != null) {
            before.release();
        }
        stream.stop(code.code());
        endWith(StreamEnd.COMPLETE);
    }
}
