package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.draft14.internal.data.ObjectWriter;
import org.moqj.draft14.internal.data.PayloadWriter;
import org.moqj.draft14.internal.data.StreamHeader;

/** A data stream of ours: of a subgroup, or the answer to a fetch. Confined to the session's event loop. */
final class OutgoingStream implements SubgroupSender, SendStreamHandler {

    private final Link link;
    private final ObjectWriter writer;
    private final SendStreamHandler handler;
    private final Owner owner;
    private final SendStream stream;
    private @Nullable StreamHeader unsentHeader;
    private State state = State.OPEN;
    private long written;

    private enum State {
        OPEN,
        /** All is written, though the transport may not have sent it. */
        FINISHED,
        OVER
    }

    /** Whose stream it is. */
    interface Owner {

        /** The next object goes out. */
        default void writing(MoqObject object) {}

        /**
         * The stream takes nothing more, for whatever reason.
         *
         * @param headerWasSent whether the peer can know whose stream it was
         */
        void ended(OutgoingStream stream, boolean headerWasSent);

        /** A stream that had ended was reset before its header went out. */
        default void unsent(OutgoingStream stream) {}
    }

    /**
     * Opens a stream; its header travels with the first object.
     *
     * @param handler core's, told when the stream takes more, and when the peer stopped it
     */
    OutgoingStream(Link link, StreamHeader header, ObjectWriter writer, SendStreamHandler handler, Owner owner) {
        this.link = link;
        this.unsentHeader = header;
        this.writer = writer;
        this.handler = handler;
        this.owner = owner;
        this.stream = link.transport().openUni(this);
    }

    SendStream stream() {
        return stream;
    }

    @Override
    public boolean isWritable() {
        return isOpen() && stream.isWritable();
    }

    private boolean isOpen() {
        return state == State.OPEN && !link.isOver();
    }

    @Override
    public void write(MoqObject object, boolean last) {
        if (!isOpen()) {
            return;
        }
        if (object.status() == ObjectStatus.END_OF_SUBGROUP) { // in draft-14 the end of the stream says it
            if (last) {
                finish();
            }
            return;
        }
        checkCarried(object);
        owner.writing(object);
        written += PayloadWriter.write(stream, link.transport().allocator(), unsentHeader, writer, object, last);
        unsentHeader = null;
        if (last) {
            over(State.FINISHED);
        }
    }

    @Override
    public long writtenBytes() {
        return written;
    }

    @Override
    public long unsentBytes() {
        return state == State.OVER ? 0 : stream.queuedBytes();
    }

    private static void checkCarried(MoqObject object) {
        if (object.status() == ObjectStatus.DOES_NOT_EXIST
                && !object.extensionHeaders().isEmpty()) {
            throw new UnsupportedFeatureException(
                    Feature.EXTENSION_HEADERS,
                    MoqDraft.DRAFT_14.toString(),
                    "an object that does not exist has no extension headers");
        }
    }

    @Override
    public void finish() {
        if (!isOpen()) {
            return;
        }
        StreamHeader header = unsentHeader;
        if (header == null) {
            stream.finish();
        } else {
            unsentHeader = null;
            ByteBuf out = link.transport().allocator().buffer();
            header.write(out);
            written += out.readableBytes();
            stream.write(out, true);
        }
        over(State.FINISHED);
    }

    @Override
    public void reset(StreamError error) {
        if (isOpen()) {
            reset(StreamCode.of(error));
        } else if (state == State.FINISHED && !link.isOver() && stream.queuedBytes() > 0) {
            state = State.OVER;
            if (!isHeaderSent()) {
                owner.unsent(this);
            }
            stream.reset(StreamCode.of(error).code());
        }
    }

    void reset(StreamCode code) {
        boolean headerWasSent = isHeaderSent();
        stream.reset(code.code());
        over(State.OVER, headerWasSent);
    }

    /** Not so while the stream waits for the peer's limit of streams, or for the end of the loop's turn. */
    private boolean isHeaderSent() {
        return unsentHeader == null && stream.id() >= 0 && stream.queuedBytes() < written;
    }

    private void over(State end) {
        over(end, unsentHeader == null);
    }

    private void over(State end, boolean headerWasSent) {
        state = end;
        owner.ended(this, headerWasSent);
    }

    @Override
    public void onWritable() {
        if (isOpen()) {
            link.guard(handler::onWritable);
        }
    }

    @Override
    public void onStopped(long code) {
        if (isOpen()) {
            link.guard(() -> {
                over(State.OVER);
                handler.onStopped(code);
            });
        }
    }
}
