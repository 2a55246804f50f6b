package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import org.moqj.webtransport.internal.quic.QuicStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a peer's stream begins with, then gives way to the stream. */
abstract class StreamHeaderReader extends ByteToMessageDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(StreamHeaderReader.class);

    private final SessionStreams streams;

    StreamHeaderReader(SessionStreams streams) {
        this.streams = streams;
    }

    /** The header was read; the bytes behind it go to the stream. */
    void handOver(ChannelHandlerContext ctx, long sessionId) {
        QuicStreamType type = ((QuicStreamChannel) ctx.channel()).type();
        QuicStream stream = streams.incoming(type);
        ctx.pipeline().replace(this, null, stream);
        streams.arrived(sessionId, stream);
    }

    /** A stream may end or be reset before its header: it was none of ours then. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownReadComplete) {
            LOG.debug("event=stream-without-header stream={}", ctx.channel());
            ctx.close();
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=stream-without-header stream={} cause=\"{}\"", ctx.channel(), cause.toString());
        ctx.close();
    }
}
