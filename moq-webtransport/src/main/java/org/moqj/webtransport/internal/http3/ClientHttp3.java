package org.moqj.webtransport.internal.http3;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;

/** Netty's HTTP/3 for clients, with bidirectional streams that the server opens: WebTransport has them. */
final class ClientHttp3 extends Http3ClientConnectionHandler {

    private final SessionStreams streams;

    ClientHttp3(SessionStreams streams, PeerSettings settings) {
        super(
                settings,
                null,
                type -> UnknownStreams.handler(type, streams),
                WebTransportSettings.ours(),
                true,
                WebTransportSettings::isKnown);
        this.streams = streams;
    }

    @Override
    protected void initBidirectionalStream(ChannelHandlerContext ctx, QuicStreamChannel stream) {
        stream.pipeline().addLast(new BidiStreamHeaderReader(streams, ClientHttp3::refuse));
    }

    private static void refuse(ChannelHandlerContext ctx) {
        QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
        stream.parent().close(true, WebTransportCodes.STREAM_CREATION_ERROR, Unpooled.EMPTY_BUFFER);
    }
}
