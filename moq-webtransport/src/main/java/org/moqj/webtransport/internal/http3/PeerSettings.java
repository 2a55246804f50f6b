package org.moqj.webtransport.internal.http3;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits on the peer's control stream for its settings. Netty wants such a handler to be sharable; each has one. */
@ChannelHandler.Sharable
final class PeerSettings extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(PeerSettings.class);

    private final Consumer<Http3SettingsFrame> arrived;

    PeerSettings(Consumer<Http3SettingsFrame> arrived) {
        this.arrived = arrived;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http3SettingsFrame settings) {
            LOG.debug(
                    "event=peer-settings connection={} settings={}",
                    ctx.channel().parent(),
                    settings.settings());
            arrived.accept(settings);
        }
        ReferenceCountUtil.release(message);
    }

    /** What goes wrong on the control stream closes the connection, which is where it is reported. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug(
                "event=control-stream-error connection={} cause=\"{}\"",
                ctx.channel().parent(),
                cause.toString());
    }
}
