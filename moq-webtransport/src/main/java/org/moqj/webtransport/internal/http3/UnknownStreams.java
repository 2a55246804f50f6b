package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** Unidirectional streams of a type that HTTP/3's codec does not know: ours, or some to be ignored. */
final class UnknownStreams {

    private UnknownStreams() {}

    static ChannelHandler handler(long type, SessionStreams streams) {
        return type == WebTransportFraming.UNI_STREAM ? new UniStreamHeaderReader(streams) : new Ignored();
    }

    /** Greasing, and extensions that nobody agreed on (RFC 9114, section 6.2). */
    private static final class Ignored extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
