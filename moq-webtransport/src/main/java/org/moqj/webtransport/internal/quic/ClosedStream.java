package org.moqj.webtransport.internal.quic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/** What stays in the pipeline of a stream that is over: it holds on to nothing and drops whatever still comes. */
@ChannelHandler.Sharable
final class ClosedStream extends ChannelInboundHandlerAdapter {

    static final ClosedStream INSTANCE = new ClosedStream();

    private ClosedStream() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {}

    /** A reset or a failure of a stream that nobody looks at any more changes nothing. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {}
}
