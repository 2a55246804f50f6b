package org.moqj.webtransport.internal.http3;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Map;
import org.moqj.core.spi.wire.Varint;

/**
 * Tells a session's bidirectional stream from an HTTP/3 request, before HTTP/3's codec sees a byte: to the codec the
 * signal of the former is an unknown frame.
 */
final class BidiStreamHeaderReader extends StreamHeaderReader {

    /** What becomes of a stream that is no session's. */
    @FunctionalInterface
    interface Otherwise {

        /** The stream begins with something else; its bytes go on to the next handler. */
        void otherStream(ChannelHandlerContext ctx);
    }

    private final Otherwise otherwise;

    BidiStreamHeaderReader(SessionStreams streams, Otherwise otherwise) {
        super(streams);
        this.otherwise = otherwise;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!Varint.isReadable(in)) {
            return;
        }
        int start = in.readerIndex();
        if (Varint.read(in) != WebTransportFraming.BIDI_STREAM) {
            in.readerIndex(start);
            ctx.pipeline().remove(this);
            otherwise.otherStream(ctx);
        } else if (Varint.isReadable(in)) {
            long sessionId = Varint.read(in);
            removeOthers(ctx);
            handOver(ctx, sessionId);
        } else {
            in.readerIndex(start);
        }
    }

    private void removeOthers(ChannelHandlerContext ctx) {
        for (Map.Entry<String, ChannelHandler> entry :
                List.copyOf(ctx.pipeline().toMap().entrySet())) {
            if (entry.getValue() != this) {
                ctx.pipeline().remove(entry.getKey());
            }
        }
    }
}
