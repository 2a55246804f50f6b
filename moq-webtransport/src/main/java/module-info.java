import org.jspecify.annotations.NullMarked;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.webtransport.internal.NettyTransportProvider;

/** QUIC and WebTransport over HTTP/3, client and server. The only module that sees Netty's channels. */
@NullMarked
module org.moqj.webtransport {
    requires static transitive org.jspecify;
    requires static io.netty.transport.classes.epoll;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.classes.quic;
    requires io.netty.codec.http3;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.moqj.core;
    requires org.slf4j;

    provides TransportProvider with
            NettyTransportProvider;
}
