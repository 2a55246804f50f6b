package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import java.util.concurrent.CompletableFuture;

/** Waits for the answer to CONNECT. */
final class ResponseReader extends Http3RequestStreamInboundHandler {

    /** Takes the answer's headers; may replace {@code waiting} in the pipeline. */
    @FunctionalInterface
    interface Answer {

        /** The headers came. */
        void answered(ChannelHandlerContext ctx, ChannelHandler waiting, Http3HeadersFrame frame);
    }

    private final Answer answer;
    private final CompletableFuture<?> session;

    ResponseReader(Answer answer, CompletableFuture<?> session) {
        this.answer = answer;
        this.session = session;
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
        answer.answered(ctx, this, frame);
    }

    /** The body of a refusal. */
    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
        frame.release();
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
        session.completeExceptionally(new ConnectRefused("the server ended the CONNECT stream without an answer", -1));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.completeExceptionally(cause);
    }
}
