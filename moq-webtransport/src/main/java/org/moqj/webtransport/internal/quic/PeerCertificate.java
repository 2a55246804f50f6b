package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicChannel;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The certificate that a peer showed. */
final class PeerCertificate {

    private PeerCertificate() {}

    /** Returns it, or nothing where the peer showed none. */
    static Optional<X509Certificate> of(QuicChannel channel) {
        SSLEngine engine = channel.sslEngine();
        if (engine == null) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // the engine's way to say that there is none
        }
    }

    /** Returns its SHA-256 in lower-case hex, or an empty text where there is none. */
    static String sha256(Optional<X509Certificate> certificate) {
        try {
            return certificate.isPresent() ? Fingerprint.sha256(certificate.get()) : "";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }
}
