package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.moqj.core.ServerOptions;

/** A server's side of TLS. */
public final class ServerTls {

    private ServerTls() {}

    /**
     * Returns the context of a server.
     *
     * @param applicationProtocols the ALPN tokens to accept, in order of preference
     * @throws GeneralSecurityException where the roots for clients cannot be used
     */
    public static QuicSslContext context(ServerOptions options, List<String> applicationProtocols)
            throws GeneralSecurityException {
        QuicSslContextBuilder builder = QuicSslContextBuilder.forServer(
                        options.identity().privateKey(),
                        null,
                        options.identity().chain().toArray(new X509Certificate[0]))
                .applicationProtocols(applicationProtocols.toArray(new String[0]));
        if (!options.clientRoots().isEmpty()) {
            builder.clientAuth(ClientAuth.REQUIRE).trustManager(Trust.roots(options.clientRoots()));
        }
        return builder.build();
    }
}
