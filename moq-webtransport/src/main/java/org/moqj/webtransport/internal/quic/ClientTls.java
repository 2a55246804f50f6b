package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicSslEngine;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TlsOptions;

/**
 * A client's side of TLS. May be used from any thread; the first use reads the roots and must not happen on an event
 * loop.
 */
public final class ClientTls {

    private final TlsOptions options;
    private final Map<List<String>, QuicSslContext> contexts = new ConcurrentHashMap<>();
    private @Nullable RememberingTrustManager judge;

    /** Prepares for {@code options}. */
    public ClientTls(TlsOptions options) {
        this.options = options;
    }

    /** Returns whether servers are not verified at all. */
    public boolean isInsecure() {
        return options.trust() == TlsOptions.Trust.INSECURE;
    }

    /**
     * Returns the context that offers {@code applicationProtocols}.
     *
     * @throws GeneralSecurityException where roots or identity cannot be used
     */
    public synchronized QuicSslContext context(List<String> applicationProtocols) throws GeneralSecurityException {
        QuicSslContext known = contexts.get(applicationProtocols);
        if (known == null) {
            known = build(applicationProtocols);
            contexts.put(applicationProtocols, known);
        }
        return known;
    }

    private QuicSslContext build(List<String> applicationProtocols) throws GeneralSecurityException {
        QuicSslContextBuilder builder =
                QuicSslContextBuilder.forClient().applicationProtocols(applicationProtocols.toArray(new String[0]));
        RememberingTrustManager remembering = judge();
        if (remembering == null) {
            builder.trustManager(Trust.everyone());
        } else {
            builder.trustManager(remembering);
        }
        if (isInsecure() || options.trust() == TlsOptions.Trust.PINNED) {
            builder.endpointIdentificationAlgorithm(null);
        }
        Optional<TlsIdentity> identity = options.identity();
        if (identity.isPresent()) {
            builder.keyManager(
                    identity.get().privateKey(), null, identity.get().chain().toArray(new X509Certificate[0]));
        }
        return builder.build();
    }

    private @Nullable RememberingTrustManager judge() throws GeneralSecurityException {
        if (judge == null) {
            X509ExtendedTrustManager servers = Trust.ofServers(options);
            judge = servers == null ? null : new RememberingTrustManager(servers);
        }
        return judge;
    }

    /** Returns an engine that verifies that the server is {@code host}. */
    public static QuicSslEngine engine(QuicSslContext context, QuicChannel channel, String host, int port) {
        return context.newEngine(channel.alloc(), host, port);
    }

    /** Returns the server's certificate where it was refused, or null. */
    public synchronized @Nullable RefusedCertificate refusal(@Nullable SSLEngine engine) {
        return engine == null || judge == null ? null : judge.refusal(engine);
    }
}
