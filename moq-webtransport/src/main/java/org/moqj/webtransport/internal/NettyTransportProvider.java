package org.moqj.webtransport.internal;

import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.ServerOptions;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.spi.transport.TransportServer;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.webtransport.internal.quic.ClientTls;
import org.moqj.webtransport.internal.quic.ServerTls;

/** QUIC and WebTransport on Netty, as a service. May be used from any thread. */
public final class NettyTransportProvider implements TransportProvider {

    /** How long peers get to be told of the end, when all is closed at once. */
    private static final long CLOSE_SECONDS = 2;

    private final NameResolver resolver;
    private final ExecutorService blocking =
            Executors.newCachedThreadPool(new DefaultThreadFactory("moqj-lookup", true));
    private final OpenSockets sockets = new OpenSockets();
    private final OpenConnections connections = new OpenConnections();
    private final Set<Dial> dials = ConcurrentHashMap.newKeySet();
    private final Set<NettyTransportServer> servers = ConcurrentHashMap.newKeySet();
    private @Nullable Started started;
    private @Nullable CompletableFuture<Void> ended;

    private record Started(TransportOptions options, EventLoops loops, ClientTls tls) {}

    /** For {@link java.util.ServiceLoader}. */
    public NettyTransportProvider() {
        this(NameResolver.SYSTEM);
    }

    NettyTransportProvider(NameResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public synchronized void start(TransportOptions options) {
        if (started != null) {
            throw new IllegalStateException("The provider was started before");
        }
        started = new Started(options, new EventLoops(options), new ClientTls(options.tls()));
    }

    private synchronized Started started() {
        if (started == null) {
            throw new IllegalStateException("The provider was not started");
        }
        return started;
    }

    private synchronized boolean isOver() {
        return ended != null;
    }

    private static <T> CompletableFuture<T> over() {
        return CompletableFuture.failedFuture(new IllegalStateException("The provider was shut down"));
    }

    OpenSockets sockets() {
        return sockets;
    }

    @Override
    public CompletableFuture<TransportSession> connect(ConnectRequest request) {
        Started with = started();
        if (isOver()) {
            return over();
        }
        Dial dial = new Dial(
                with.loops,
                with.options,
                with.tls,
                resolver,
                blocking,
                sockets,
                connections,
                Target.of(request),
                request.timeout());
        dials.add(dial);
        return dial.start(() -> dials.remove(dial));
    }

    @Override
    public CompletableFuture<TransportServer> listen(
            ServerOptions options, List<String> applicationProtocols, Consumer<TransportSession> accepted) {
        Started with = started();
        if (isOver()) {
            return over();
        }
        List<String> protocols = new ArrayList<>(applicationProtocols);
        protocols.add(Target.H3);
        try {
            QuicSslContext sslContext = ServerTls.context(options, protocols);
            NettyTransportServer server =
                    new NettyTransportServer(with.options, options, accepted, with.loops.next(), sockets);
            return server.bind(with.loops, sslContext).whenComplete((bound, failure) -> {
                if (bound != null) {
                    servers.add(server);
                }
            });
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("The server's identity or roots cannot be used", e));
        }
    }

    @Override
    public synchronized CompletableFuture<Void> shutdown() {
        Started with = started();
        if (ended == null) {
            ended = end(with);
        }
        return ended;
    }

    private CompletableFuture<Void> end(Started with) {
        List.copyOf(dials).forEach(Dial::cancel);
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        closing.add(connections.close());
        servers.forEach(server -> closing.add(server.close()));
        with.loops.next().schedule(sockets::closeNow, CLOSE_SECONDS, TimeUnit.SECONDS);
        blocking.shutdownNow();
        return CompletableFuture.allOf(closing.toArray(new CompletableFuture<?>[0]))
                .thenCompose(done -> sockets.closed())
                .thenCompose(done -> with.loops.shutdown());
    }
}
