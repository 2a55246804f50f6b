package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqTransportException;
import org.moqj.core.TlsOptions;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportSession;

/** A client that is to fail. */
final class Dialling implements AutoCloseable {

    final NettyTransportProvider provider;

    Dialling(TlsOptions tls) {
        this(tls, NameResolver.SYSTEM);
    }

    Dialling(TlsOptions tls, NameResolver resolver) {
        provider = new NettyTransportProvider(resolver);
        provider.start(TransportOptions.builder().tls(tls).build());
    }

    static TlsOptions trusting() {
        return TlsOptions.builder().roots(Loopback.AUTHORITY.roots()).build();
    }

    CompletableFuture<TransportSession> dial(String uri, Duration timeout) {
        return provider.connect(new ConnectRequest(URI.create(uri), List.of(Loopback.ALPN), timeout));
    }

    /** Returns how dialling fails, and that nothing is left of it. */
    MoqTransportException failure(String uri, Duration timeout) {
        Throwable failure = catchThrowable(() -> Peer.get(dial(uri, timeout)));
        assertThat(failure).isInstanceOf(MoqTransportException.class);
        awaitNoSockets();
        return (MoqTransportException) failure;
    }

    void awaitNoSockets() {
        Peer.get(provider.sockets().closed());
        assertThat(provider.sockets().count()).isZero();
    }

    @Override
    public void close() {
        Peer.get(provider.shutdown());
    }
}
