package org.moqj.webtransport.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicDatagramExtensionEvent;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLException;
import org.moqj.webtransport.internal.quic.ConnectionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at a server for a client's handshake, and then lets the protocol that was agreed on take over. The first handler
 * of a QUIC channel's pipeline.
 */
final class AlpnRouter extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(AlpnRouter.class);

    private final BiConsumer<QuicChannel, String> protocolChosen;

    /** {@code protocolChosen} adds the handlers of the protocol. */
    AlpnRouter(BiConsumer<QuicChannel, String> protocolChosen) {
        this.protocolChosen = protocolChosen;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof QuicConnectionCloseEvent) {
            ctx.close();
        } else if (event instanceof QuicDatagramExtensionEvent) {
            // The handshake is done: this event comes right before the channel's activity.
            route(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        route(ctx);
        ctx.fireChannelActive();
    }

    private void route(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            QuicChannel channel = (QuicChannel) ctx.channel();
            protocolChosen.accept(channel, ConnectionInfo.applicationProtocol(channel));
            ctx.pipeline().remove(this);
        }
    }

    /**
     * A client that fails its handshake is its own concern. It is told why by the close, and not before it asks again
     * unless the channel is closed here; not at once, as the failure may have come up while sending.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("event=handshake-failed connection={} cause=\"{}\"", ctx.channel(), cause.toString());
        if (cause instanceof SSLException) {
            ctx.executor().execute(ctx::close);
        }
    }
}
