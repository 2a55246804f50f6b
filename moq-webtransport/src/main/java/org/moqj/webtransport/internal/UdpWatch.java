package org.moqj.webtransport.internal;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what QUIC does not tell: whether anything at all came back, and what the network says to a connected UDP socket,
 * such as that nothing listens on the port. First in the UDP channel's pipeline.
 */
final class UdpWatch extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(UdpWatch.class);

    private final Consumer<Throwable> failed;
    private boolean heard;
    private boolean connected;

    /** {@code failed} is told of the first failure before {@link #connected()}. */
    UdpWatch(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** Returns one for a socket whose peers come and go. */
    static UdpWatch ofServer() {
        UdpWatch watch = new UdpWatch(failure -> {});
        watch.connected();
        return watch;
    }

    /** Returns whether a packet has come. */
    boolean heard() {
        return heard;
    }

    /** The handshake is done: from now on, losses are QUIC's to deal with. */
    void connected() {
        connected = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heard = true;
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!connected) {
            promise.addListener(written -> {
                if (written.cause() instanceof IOException) {
                    failed(ctx, written.cause());
                }
            });
        }
        ctx.write(message, promise);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed(ctx, cause);
    }

    private void failed(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=udp-error socket={} cause=\"{}\"", ctx.channel(), cause.toString());
        if (!connected && ctx.channel().isOpen()) {
            failed.accept(cause);
        }
    }
}
