package org.moqj.webtransport.internal;

import java.net.URI;
import java.util.List;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportKind;

/**
 * What a URL asks for.
 *
 * @param kind WebTransport for {@code https}, raw QUIC for {@code moqt}
 * @param host a name or an address, without brackets
 * @param port the UDP port
 * @param authority host and port as the user wrote them
 * @param path path and query, at least a slash
 * @param applicationProtocols the ALPN tokens to offer
 */
record Target(
        TransportKind kind, String host, int port, String authority, String path, List<String> applicationProtocols) {

    private static final int DEFAULT_PORT = 443;

    /** The ALPN token of HTTP/3. */
    static final String H3 = "h3";

    static Target of(ConnectRequest request) {
        URI uri = request.uri();
        boolean webTransport = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("The URL has no host: " + uri);
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        return new Target(
                webTransport ? TransportKind.WEBTRANSPORT : TransportKind.QUIC,
                bare,
                port,
                uri.getPort() == -1 ? host : host + ":" + port,
                path(uri),
                webTransport ? List.of(H3) : request.applicationProtocols());
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Returns host and port for messages. */
    String describe() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
