package org.moqj.core;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Who a session is with, and over what.
 *
 * @param draft the draft it speaks
 * @param peerImplementation what the peer calls itself; empty where it does not say. The peer's text, not to be trusted
 * @param peerProfile the peer's profile in force
 * @param transport {@code WebTransport} or {@code QUIC}
 * @param path the URL's path with its query, as the client asked for it
 * @param authority the URL's host and port, as the client asked for it
 * @param connectionId a name for this connection in logs of both ends
 * @param remote the peer's address
 * @param peerCertificateSha256 SHA-256 of the peer's certificate in lower-case hex; empty where it showed none
 * @param peerCertificate the peer's certificate; empty where it showed none
 * @param peerTokens the tokens that the peer sent with its setup; empty where it sent none, and in draft-07
 */
public record SessionInfo(
        MoqDraft draft,
        String peerImplementation,
        PeerProfile peerProfile,
        String transport,
        String path,
        String authority,
        String connectionId,
        SocketAddress remote,
        String peerCertificateSha256,
        Optional<X509Certificate> peerCertificate,
        List<AuthToken> peerTokens) {

    /** Copies the tokens. */
    public SessionInfo {
        peerTokens = List.copyOf(peerTokens);
    }
}
