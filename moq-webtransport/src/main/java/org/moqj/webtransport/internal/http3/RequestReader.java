package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the headers of a request. */
final class RequestReader extends Http3RequestStreamInboundHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestReader.class);

    /** Takes a request; may replace {@code reader} in the pipeline. */
    @FunctionalInterface
    interface Request {

        /** The headers came. */
        void requested(ChannelHandlerContext ctx, ChannelHandler reader, Http3Headers headers);
    }

    private final Request request;
    private boolean read;

    RequestReader(Request request) {
        this.request = request;
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
        if (!read) {
            read = true;
            request.requested(ctx, this, frame.headers());
        }
    }

    /** The body of a request that is refused. */
    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
        frame.release();
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {}

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=request-error stream={} cause=\"{}\"", ctx.channel(), cause.toString());
    }
}
