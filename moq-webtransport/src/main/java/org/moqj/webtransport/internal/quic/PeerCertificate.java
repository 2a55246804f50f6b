package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicChannel;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The certificate that a peer showed. */
public final class PeerCertificate {

    private PeerCertificate() {}

    /** Returns its SHA-256 in lower-case hex, or an empty text where the peer showed none. */
    public static String sha256(QuicChannel channel) {
        SSLEngine engine = channel.sslEngine();
        if (engine == null) {
            return "";
        }
        try {
            Certificate[] chain = engine.getSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate x509 ? Fingerprint.sha256(x509) : "";
        } catch (SSLPeerUnverifiedException e) {
            return "";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }
}
