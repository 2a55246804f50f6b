package org.moqj.core.spi.transport;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What is known about an established transport session.
 *
 * @param perspective which end this is
 * @param kind raw QUIC or WebTransport
 * @param connectionId a name for this connection in logs of both ends, lower-case hex
 * @param applicationProtocol the ALPN agreed on, such as {@code h3} or {@code moq-00}
 * @param authority the URL's host and port as the client wrote them; empty at a raw QUIC server, which is not told
 * @param path the URL's path with its query; empty at a raw QUIC server, which is not told
 * @param local this end's address
 * @param remote the peer's address
 * @param peerCertificateSha256 SHA-256 of the peer's certificate in lower-case hex; empty where it showed none
 * @param peerCertificate the peer's certificate; empty where it showed none
 */
public record TransportInfo(
        Perspective perspective,
        TransportKind kind,
        String connectionId,
        String applicationProtocol,
        String authority,
        String path,
        SocketAddress local,
        SocketAddress remote,
        String peerCertificateSha256,
        Optional<X509Certificate> peerCertificate) {}
