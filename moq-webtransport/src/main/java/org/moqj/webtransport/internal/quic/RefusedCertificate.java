package org.moqj.webtransport.internal.quic;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was not trusted.
 *
 * @param certificate the peer's own; null where it showed none
 * @param why what was wrong with it
 */
public record RefusedCertificate(@Nullable X509Certificate certificate, CertificateException why) {

    static RefusedCertificate of(X509Certificate[] chain, CertificateException why) {
        return new RefusedCertificate(chain.length > 0 ? chain[0] : null, why);
    }
}
