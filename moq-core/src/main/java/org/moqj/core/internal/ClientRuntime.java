package org.moqj.core.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqTransportException;
import org.moqj.core.SessionOptions;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.TransportProvider;

/** What a client is made of: its transport, its threads, its sessions, and which draft an origin spoke. Thread-safe. */
public final class ClientRuntime {

    private static final int REMEMBERED_ORIGINS = 1024;

    private final TransportProvider provider;
    private final SessionOptions defaults;
    private final Executor callbackExecutor;
    private final @Nullable ExecutorService ownExecutor;
    private final OpenSessions sessions = new OpenSessions();
    private final Set<Dialling> diallings = ConcurrentHashMap.newKeySet();
    private final Map<String, MoqDraft> spoken = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> shutdown = new AtomicReference<>();

    /** Starts the transport; see {@link org.moqj.core.MoqClient.Builder#build()}. */
    public ClientRuntime(TransportOptions transport, SessionOptions defaults, @Nullable Executor callbackExecutor) {
        this.defaults = defaults;
        this.ownExecutor = callbackExecutor == null ? CallbackThreads.create() : null;
        this.callbackExecutor = callbackExecutor == null ? ownExecutor() : callbackExecutor;
        this.provider = Transports.start(transport);
    }

    private Executor ownExecutor() {
        return java.util.Objects.requireNonNull(ownExecutor);
    }

    /** Dials with the client's own session options. */
    public CompletableFuture<MoqSession> connect(String url) {
        return connect(url, defaults);
    }

    /** Dials; see {@link org.moqj.core.MoqClient#connect(URI, SessionOptions)}. */
    public CompletableFuture<MoqSession> connect(String url, SessionOptions options) {
        if (shutdown.get() != null) {
            throw new IllegalStateException("The client is closed");
        }
        URI uri;
        try {
            uri = MoqUrl.parse(url);
        } catch (MoqTransportException e) {
            return CompletableFuture.failedFuture(e);
        }
        String origin = uri.getScheme() + "://" + uri.getAuthority();
        Dialling dialling = new Dialling(
                provider, uri, options, callbackExecutor, inOrder(origin, options.drafts()), System::nanoTime);
        diallings.add(dialling);
        CompletableFuture<MoqSession> connecting = dialling.start(session -> {
            sessions.add(session);
            if (spoken.size() < REMEMBERED_ORIGINS || spoken.containsKey(origin)) {
                spoken.put(origin, session.draft());
            }
        });
        connecting.whenComplete((session, error) -> diallings.remove(dialling));
        if (shutdown.get() != null) {
            dialling.clientClosed(); // closed meanwhile, and this dialling perhaps not seen
        }
        return connecting;
    }

    /** Returns the drafts to try, the one that the origin spoke first. */
    private List<DraftProtocol> inOrder(String origin, List<MoqDraft> drafts) {
        List<MoqDraft> order = new ArrayList<>(drafts);
        MoqDraft known = spoken.get(origin);
        if (known != null && order.remove(known)) {
            order.add(0, known);
        }
        return order.stream().flatMap(draft -> Drafts.find(draft).stream()).toList();
    }

    /** Ends everything; later calls return the same future. */
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> before = shutdown.compareAndExchange(null, done);
        if (before != null) {
            return Futures.copy(before);
        }
        List.copyOf(diallings).forEach(Dialling::clientClosed);
        sessions.shutdown().thenCompose(nothing -> provider.shutdown()).whenComplete((nothing, error) -> {
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
