package org.moqj.webtransport.internal.quic;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps why a certificate was refused: Netty's QUIC swallows the exception and says "certificate verify failed" of
 * everything. May be used from any thread.
 */
final class RememberingTrustManager extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private final Map<SSLEngine, RefusedCertificate> refusals = Collections.synchronizedMap(new WeakHashMap<>());

    RememberingTrustManager(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    /** Returns why the peer of {@code engine} was refused, or null. */
    @Nullable
    RefusedCertificate refusal(SSLEngine engine) {
        return refusals.get(engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            refusals.put(engine, RefusedCertificate.of(chain, e));
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            judge.checkClientTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            refusals.put(engine, RefusedCertificate.of(chain, e));
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
