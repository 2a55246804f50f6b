package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.Feature;
import org.moqj.core.StreamError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.draft07.internal.data.ObjectWriter;

/**
 * A unidirectional stream of ours: a subgroup, or what a fetch asked for (draft-07, section 7.3). The header travels
 * with the first object, in one buffer; payloads are copied once, large ones in pieces.
 *
 * <p>Confined to the session's event loop.
 */
final class OutgoingStream implements SubgroupSender, SendStreamHandler {

    /** The most bytes of payload that one buffer takes. */
    static final int PIECE = 64 << 10;

    /** The draft defines no codes for resets. */
    private static final long NO_CODE = 0;

    private final Link link;
    private final Owner owner;
    private final SendStreamHandler handler;
    private @Nullable SendStream stream;
    // The stream when all is written, though the transport may not have sent it.
    private @Nullable SendStream finished;
    private long written;
    private boolean headerWritten;

    /** The subscription or fetch that a stream belongs to, which knows the format. */
    interface Owner {

        /** Gives the new stream its place among the others. */
        void opened(OutgoingStream stream, SendStream transport);

        /** Refuses an object that does not belong on this stream. */
        void check(MoqObject object);

        /** Appends the stream's type and header. */
        void writeHeader(ByteBuf out);

        /** Appends what precedes the payload of {@code object}. */
        void writeFields(ByteBuf out, MoqObject object);

        /** Takes note of an object that was written. */
        void written(MoqObject object);

        /** Takes note that nothing more is written to the stream. */
        void closed(OutgoingStream stream, boolean finished);
    }

    private OutgoingStream(Link link, Owner owner, SendStreamHandler handler) {
        this.link = link;
        this.owner = owner;
        this.handler = handler;
    }

    /** Opens a stream for {@code owner}; {@code handler} hears of it what the owner does not need to. */
    static OutgoingStream open(Link link, Owner owner, SendStreamHandler handler) {
        OutgoingStream opened = new OutgoingStream(link, owner, handler);
        SendStream stream = link.transport().openUni(opened);
        opened.stream = stream;
        owner.opened(opened, stream);
        return opened;
    }

    /** Refuses what this draft has no place for. */
    static void requireNoExtensionHeaders(MoqObject object) {
        if (!object.extensionHeaders().isEmpty()) {
            throw new UnsupportedFeatureException(
                    Feature.EXTENSION_HEADERS, "draft-07", "the object was not sent; send it without, or use draft-14");
        }
    }

    @Override
    public boolean isWritable() {
        SendStream open = stream;
        return open != null && open.isWritable();
    }

    @Override
    public void write(MoqObject object, boolean last) {
        requireNoExtensionHeaders(object);
        owner.check(object);
        SendStream open = stream;
        if (open == null || link.shutdown().isOver()) {
            return;
        }
        int size = object.payloadSize();
        int first = Math.min(size, PIECE);
        ByteBuf head = head(object, first);
        written += (long) head.readableBytes() + size - first;
        open.write(head, last && first == size);
        for (int from = first; from < size; from += PIECE) {
            int piece = Math.min(PIECE, size - from);
            open.write(piece(object, from, piece), last && from + piece == size);
        }
        owner.written(object);
        if (last) {
            close(true);
        }
    }

    @Override
    public long writtenBytes() {
        return written;
    }

    @Override
    public long unsentBytes() {
        SendStream sending = stream == null ? finished : stream;
        return sending == null ? 0 : sending.queuedBytes();
    }

    @Override
    public void finish() {
        SendStream open = stream;
        if (open == null) {
            return;
        }
        if (headerWritten) {
            open.finish();
        } else {
            ByteBuf out = link.transport().allocator().buffer(ObjectWriter.MAX_HEADER);
            owner.writeHeader(out);
            written += out.readableBytes();
            open.write(out, true);
        }
        close(true);
    }

    @Override
    public void reset(StreamError error) {
        SendStream open = stream;
        if (open != null) {
            open.reset(NO_CODE);
            close(false);
        } else if (unsentBytes() > 0 && finished != null && !link.shutdown().isOver()) {
            finished.reset(NO_CODE);
            finished = null;
        }
    }

    @Override
    public void onWritable() {
        link.shutdown().guard(FailurePhase.DATA, handler::onWritable);
    }

    @Override
    public void onStopped(long code) {
        close(false);
        finished = null;
        link.shutdown().guard(FailurePhase.DATA, () -> handler.onStopped(code));
    }

    private ByteBuf head(MoqObject object, int payload) {
        ByteBuf out = link.transport().allocator().buffer(ObjectWriter.MAX_HEADER + payload);
        try {
            if (!headerWritten) {
                owner.writeHeader(out);
                headerWritten = true;
            }
            owner.writeFields(out, object);
            ObjectWriter.writePayload(out, object, 0, payload);
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    private ByteBuf piece(MoqObject object, int from, int size) {
        ByteBuf out = link.transport().allocator().buffer(size);
        try {
            ObjectWriter.writePayload(out, object, from, size);
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    private void close(boolean allWritten) {
        if (stream != null) {
            finished = allWritten ? stream : null;
            stream = null;
            owner.closed(this, allWritten);
        }
    }
}
