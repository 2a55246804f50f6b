package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.Perspective;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;

/** Reads what is known about a connection once its handshake is done. */
public final class ConnectionInfo {

    private static final Pattern CONNECTION_ID = Pattern.compile("connId=([0-9a-f]+)");

    private ConnectionInfo() {}

    /** Returns the facts about {@code channel}, with what the request said. */
    public static TransportInfo of(
            QuicChannel channel, Perspective perspective, TransportKind kind, String authority, String path) {
        Optional<X509Certificate> certificate = PeerCertificate.of(channel);
        return new TransportInfo(
                perspective,
                kind,
                connectionId(channel, perspective),
                applicationProtocol(channel),
                authority,
                path,
                address(channel.localSocketAddress()),
                address(channel.remoteSocketAddress()),
                PeerCertificate.sha256(certificate),
                certificate);
    }

    /** Returns the ALPN token agreed on, or an empty text. */
    public static String applicationProtocol(QuicChannel channel) {
        SSLEngine engine = channel.sslEngine();
        String protocol = engine == null ? null : engine.getApplicationProtocol();
        return protocol == null ? "" : protocol;
    }

    /** The server's first connection id is the one that both ends know. Netty shows it as a text only. */
    private static String connectionId(QuicChannel channel, Perspective perspective) {
        QuicConnectionAddress id = perspective == Perspective.CLIENT ? channel.remoteAddress() : channel.localAddress();
        Matcher hex = CONNECTION_ID.matcher(String.valueOf(id));
        return hex.find() ? hex.group(1) : channel.id().asShortText();
    }

    private static SocketAddress address(@Nullable SocketAddress address) {
        return address == null ? new InetSocketAddress(0) : address;
    }
}
