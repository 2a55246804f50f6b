package org.moqj.webtransport.internal.quic;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.moqj.core.TlsOptions;

/** Turns what the user trusts into what the TLS library asks. */
final class Trust {

    private Trust() {}

    /**
     * Returns the judge of servers' certificates, or null where there is to be none.
     *
     * @throws GeneralSecurityException where the roots cannot be used, or there are none
     */
    static @Nullable X509ExtendedTrustManager ofServers(TlsOptions options) throws GeneralSecurityException {
        return switch (options.trust()) {
            case SYSTEM_ROOTS -> systemRoots();
            case OWN_ROOTS -> roots(options.roots());
            case PINNED -> new PinningTrustManager(options.pins());
            case INSECURE -> null;
        };
    }

    /** Returns a judge that trusts {@code roots} alone. */
    static X509ExtendedTrustManager roots(List<X509Certificate> roots) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                store.setCertificateEntry("root" + i, roots.get(i));
            }
            return x509(store);
        } catch (IOException e) {
            throw new GeneralSecurityException("An empty key store could not be made", e);
        }
    }

    private static X509ExtendedTrustManager systemRoots() throws GeneralSecurityException {
        X509ExtendedTrustManager roots = x509(null);
        if (roots.getAcceptedIssuers().length == 0) {
            throw new GeneralSecurityException("The Java runtime has no root certificates");
        }
        return roots;
    }

    private static X509ExtendedTrustManager x509(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return new DatedTrustManager(x509);
            }
        }
        throw new GeneralSecurityException("The Java runtime has no X.509 trust manager");
    }

    /** Returns the judge that accepts everyone. */
    static TrustManager everyone() {
        return InsecureTrustManagerFactory.INSTANCE.getTrustManagers()[0];
    }
}
