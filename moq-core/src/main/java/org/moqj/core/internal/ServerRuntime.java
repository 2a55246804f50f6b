package org.moqj.core.internal;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TransportOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.spi.transport.TransportServer;
import org.moqj.core.spi.transport.TransportSession;

/** What a server is made of: its transport, its threads and its sessions. Thread-safe. */
public final class ServerRuntime {

    private final TransportProvider provider;
    private final SessionOptions options;
    private final ServedUrls served;
    private final Function<SessionInfo, SessionHandler> handlers;
    private final Executor callbackExecutor;
    private final @Nullable ExecutorService ownExecutor;
    private final CachePool caches;
    private final OpenSessions sessions = new OpenSessions();
    private final AtomicReference<@Nullable CompletableFuture<Void>> shutdown = new AtomicReference<>();
    private volatile @Nullable TransportServer listening;

    private ServerRuntime(
            TransportProvider provider,
            SessionOptions options,
            ServerOptions server,
            Function<SessionInfo, SessionHandler> handlers,
            Executor callbackExecutor,
            @Nullable ExecutorService ownExecutor) {
        this.provider = provider;
        this.served = ServedUrls.of(server);
        this.caches = new CachePool(server.maxCacheBytes());
        this.options = options;
        this.handlers = handlers;
        this.callbackExecutor = callbackExecutor;
        this.ownExecutor = ownExecutor;
    }

    /** Listens; see {@link org.moqj.core.MoqServer.Builder#start()}. */
    public static CompletableFuture<ServerRuntime> start(
            ServerOptions server,
            TransportOptions transport,
            SessionOptions options,
            Function<SessionInfo, SessionHandler> handlers,
            @Nullable Executor callbackExecutor) {
        ExecutorService own = callbackExecutor == null ? CallbackThreads.create() : null;
        Executor callbacks = callbackExecutor != null ? callbackExecutor : java.util.Objects.requireNonNull(own);
        ServerRuntime runtime =
                new ServerRuntime(Transports.start(transport), options, server, handlers, callbacks, own);
        return runtime.listen(server);
    }

    private CompletableFuture<ServerRuntime> listen(ServerOptions server) {
        CompletableFuture<ServerRuntime> started = new CompletableFuture<>();
        provider.listen(server, applicationProtocols(), this::accept).whenComplete((socket, error) -> {
            if (error == null) {
                listening = socket;
                started.complete(this);
            } else {
                shutdown().whenComplete((nothing, ignored) -> started.completeExceptionally(error));
            }
        });
        return started;
    }

    private List<DraftProtocol> protocols() {
        return options.drafts().stream()
                .flatMap(draft -> Drafts.find(draft).stream())
                .toList();
    }

    private List<String> applicationProtocols() {
        return protocols().stream()
                .flatMap(protocol -> protocol.applicationProtocols().stream())
                .distinct()
                .toList();
    }

    private void accept(TransportSession transport) {
        if (shutdown.get() != null) {
            transport.close(0, "");
            return;
        }
        Sessions.accept(transport, protocols(), options, served, handlers, callbackExecutor, sessions::add);
    }

    /** Returns the address that clients reach. */
    public InetSocketAddress localAddress() {
        return socket().localAddress();
    }

    private TransportServer socket() {
        return java.util.Objects.requireNonNull(listening, "not listening");
    }

    /** Makes a track that can be served on many sessions; it lives on their loop. */
    public TrackPublisher createTrack(FullTrackName track, TrackOptions trackOptions) {
        return new PublishedTrack(track, trackOptions, socket().executor(), new Callbacks(callbackExecutor), caches);
    }

    /** Returns how many bytes the caches of those tracks hold now. */
    public long cachedBytes() {
        return caches.bytes();
    }

    /** Ends everything; later calls return the same future. */
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = shutdown.compareAndExchange(null, done);
        if (before != null) {
            return Futures.copy(before);
        }
        TransportServer socket = listening;
        sessions.shutdown()
                .thenCompose(nothing -> socket == null ? CompletableFuture.completedFuture(null) : socket.close())
                .handle((nothing, error) -> error)
                .thenCompose(error -> provider.shutdown())
                .whenComplete((nothing, error) -> {
                    if (ownExecutor != null) {
                        ownExecutor.shutdown();
                    }
                    if (error == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(error);
                    }
                });
        return Futures.copy(done);
    }
}
