package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DataLayout;
import org.moqj.draft07.internal.data.DataStreamListener;
import org.moqj.draft07.internal.data.DataStreamParser;
import org.moqj.draft07.internal.data.SubgroupStreamHeader;
import org.moqj.draft07.internal.message.CodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A unidirectional stream of the peer's: a subgroup, or what a fetch brings (draft-07, section 7.3). Looks its
 * subscription up once, at its header.
 *
 * <p>Confined to the session's event loop.
 */
final class IncomingUniStream implements ReceiveStreamHandler, DataStreamListener, IncomingStream {

    private static final Logger log = LoggerFactory.getLogger(IncomingUniStream.class);

    private final Link link;
    private final DataStreams owner;
    private final ReceiveStream stream;
    private final DataStreamParser parser;
    private @Nullable Subscription subscription;
    private @Nullable OutgoingFetch fetch;
    private @Nullable SubgroupReceiver receiver;
    private @Nullable HeldData held;
    private boolean reading = true;
    private boolean arrived;
    private boolean over;

    IncomingUniStream(Link link, DataStreams owner, DataLayout layout, ReceiveStream stream) {
        this.link = link;
        this.owner = owner;
        this.stream = stream;
        this.parser = new DataStreamParser(layout, link.limits().maxObjectSize(), link.unfinished(), this);
    }

    // -- from the transport

    @Override
    public void onData(ByteBuf data) {
        if (over || link.shutdown().isOver()) {
            return;
        }
        arrived = true;
        try {
            parser.read(data);
            if (held != null && !over) {
                held.add(data);
            }
        } catch (ProtocolViolation violation) {
            link.shutdown().closeFor(violation, FailurePhase.DATA);
        } catch (RuntimeException e) {
            link.shutdown().closeFor(e);
        }
    }

    @Override
    public void onFin() {
        link.shutdown().guard(FailurePhase.DATA, () -> {
            if (held != null) {
                held.setEnd(StreamEnd.COMPLETE);
            } else {
                endWith(StreamEnd.COMPLETE);
            }
        });
    }

    @Override
    public void onReset(long code) {
        link.shutdown().guard(FailurePhase.DATA, () -> {
            StreamEnd reset = new StreamEnd(StreamEnd.Kind.RESET, code, CodeName.hex(code));
            if (held != null) {
                held.setEnd(reset);
            } else {
                endWith(reset);
            }
        });
    }

    // -- from the parser

    @Override
    public void onSubgroupHeader(SubgroupStreamHeader header) throws ProtocolViolation {
        Subscription found = owner.subscriptionFor(header.subscribeId(), header.trackAlias());
        if (found == null) {
            log.debug("session={} stream={} for an unknown subscription", link.sessionId(), stream.id());
            refuse();
            return;
        }
        subscription = found;
        found.onStream(this, header);
    }

    @Override
    public void onFetchHeader(long subscribeId) throws ProtocolViolation {
        OutgoingFetch found = owner.fetchFor(subscribeId);
        if (found == null) {
            log.debug("session={} stream={} for an unknown fetch", link.sessionId(), stream.id());
            refuse();
            return;
        }
        fetch = found;
        found.onStream(this);
    }

    @Override
    public void onObject(MoqObject object) throws ProtocolViolation {
        Subscription ofSubscription = subscription;
        if (ofSubscription != null) {
            ofSubscription.received(object);
        }
        OutgoingFetch ofFetch = fetch;
        if (ofFetch != null && !ofFetch.accepts(object)) {
            stream.stop(0);
            end(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        } else if (receiver != null) {
            receiver.onObject(object);
        }
    }

    @Override
    public void onDisorder(long groupId, long objectId) {
        log.debug(
                "session={} stream={} object {}:{} dropped: out of order",
                link.sessionId(),
                stream.id(),
                groupId,
                objectId);
    }

    @Override
    public void onOverLimit(long payloadLength) {
        log.debug(
                "session={} stream={} object of {} bytes is over the limit, alone or with others",
                link.sessionId(),
                stream.id(),
                payloadLength);
        stream.stop(0);
        end(new StreamEnd(StreamEnd.Kind.OVER_LIMIT, -1, ""));
    }

    // -- from core

    @Override
    public void setReading(boolean nowReading) {
        reading = nowReading;
        if (!over && held == null) {
            stream.setReading(nowReading);
        }
    }

    @Override
    public void stop(StreamError error) {
        refuse();
    }

    // -- from the subscription or fetch that this stream belongs to

    /** Gives this stream's objects to {@code newReceiver} from now on. */
    void flowTo(SubgroupReceiver newReceiver) {
        if (!over) {
            receiver = newReceiver;
        }
    }

    /** Returns whether its reader holds it back, or something has arrived since this was asked last. */
    boolean goesOn() {
        boolean goes = arrived || !reading;
        arrived = false;
        return goes;
    }

    /** Holds everything after the header back. */
    void hold(SubgroupStreamHeader header) {
        held = new HeldData(header, link.transport().allocator());
        parser.setPaused(true);
        stream.setReading(false);
    }

    /** Returns whether objects, or parts of them, are held back. */
    boolean hasHeldData() {
        return held != null && held.hasData();
    }

    /** Lets through what was held back; no effect on a stream that was not. */
    void resume() throws ProtocolViolation {
        HeldData released = held;
        Subscription owning = subscription;
        if (released == null || owning == null) {
            return;
        }
        held = null;
        owner.early().releaseStream();
        parser.setPaused(false);
        try {
            owning.startStream(this, released.header());
            parser.read(released.data());
        } finally {
            released.release();
        }
        if (over || link.shutdown().isOver()) {
            return;
        }
        if (released.end() != null) {
            endWith(released.end());
        } else {
            stream.setReading(reading);
        }
    }

    /** Stops the stream, without a word to its receiver. */
    void refuse() {
        if (!over) {
            stream.stop(0);
            leave();
            tellOwner();
        }
    }

    /** Frees what is held back. */
    void release() {
        over = true;
        parser.stop();
        if (held != null) {
            held.release();
            held = null;
            owner.early().releaseStream();
        }
    }

    private void endWith(StreamEnd end) throws ProtocolViolation {
        if (over) {
            return;
        }
        if (end.kind() != StreamEnd.Kind.COMPLETE) {
            end(end);
            return;
        }
        try {
            parser.expectEnd();
            end(end);
        } catch (ProtocolViolation unfinished) {
            if (!link.peer().has(Quirk.FIN_INSIDE_OBJECT)) {
                throw unfinished;
            }
            end(new StreamEnd(StreamEnd.Kind.TRUNCATED, -1, ""));
        }
    }

    private void end(StreamEnd end) {
        SubgroupReceiver told = receiver;
        leave();
        if (told != null) {
            told.onEnd(end);
        }
        tellOwner();
    }

    private void leave() {
        release();
        receiver = null;
    }

    private void tellOwner() {
        if (subscription != null) {
            subscription.streamEnded(this);
        }
        if (fetch != null) {
            fetch.streamEnded(this);
        }
    }
}
