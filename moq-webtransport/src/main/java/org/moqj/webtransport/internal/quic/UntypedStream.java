package org.moqj.webtransport.internal.quic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicStreamResetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands behind HTTP/3's handlers of a unidirectional stream of the peer. Those wait for the stream's type and let a
 * reset go by that comes before it, which it does where the reset overtakes what the stream had; Netty would then warn
 * of an exception that nobody wanted.
 */
@ChannelHandler.Sharable
final class UntypedStream extends ChannelInboundHandlerAdapter {

    static final UntypedStream INSTANCE = new UntypedStream();

    private static final Logger LOG = LoggerFactory.getLogger(UntypedStream.class);

    private UntypedStream() {}

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof QuicStreamResetException && ctx.pipeline().last() == this) {
            LOG.debug("event=stream-reset-before-type stream={}", ctx.channel());
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
