package org.moqj.core.internal;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.transport.SessionExecutor;

/** A namespace that this end announced. Confined to the session's executor, but for the public methods. */
final class CoreNamespace implements PublishedNamespace, NamespaceListener {

    private final TrackNamespace namespace;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final Consumer<TrackNamespace> onOver;
    private final CompletableFuture<PublishedNamespace> taken = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable Pending<PublishedNamespace> pending;
    private @Nullable NamespaceHandle handle;
    private int wanted;
    private boolean over;

    CoreNamespace(
            TrackNamespace namespace, SessionExecutor executor, Callbacks callbacks, Consumer<TrackNamespace> onOver) {
        this.namespace = namespace;
        this.executor = executor;
        this.callbacks = callbacks;
        this.onOver = onOver;
        // However the request fails, the namespace is free again.
        taken.whenComplete((value, error) -> {
            if (error != null) {
                Hops.offer(executor, () -> end(error));
            }
        });
    }

    void begin(NamespaceHandle request, Pending<PublishedNamespace> waiting, Duration timeout) {
        handle = request;
        pending = waiting;
        waiting.begin(request, executor, timeout);
    }

    /** Returns what completes when the peer takes this namespace, shared by all who want it. */
    CompletableFuture<PublishedNamespace> taken() {
        return taken;
    }

    /** Ends {@code future} as the announcement does; once all who want the namespace have given up, it is withdrawn. */
    void join(CompletableFuture<PublishedNamespace> future) {
        wanted++;
        future.whenComplete((value, error) -> {
            if (future.isCancelled()) {
                Hops.offer(executor, this::leave);
            }
        });
        taken.whenComplete((value, error) -> {
            if (error == null) {
                callbacks.complete(future, value);
            } else {
                callbacks.fail(future, error);
            }
        });
    }

    private void leave() {
        wanted--;
        if (wanted == 0) {
            withdraw();
            if (pending != null) {
                pending.fail(new CancellationException());
            } else {
                taken.cancel(false); // it was not even asked for
            }
        }
    }

    @Override
    public TrackNamespace namespace() {
        return namespace;
    }

    @Override
    public CompletableFuture<Void> ended() {
        return Futures.copy(ended);
    }

    @Override
    public void close() {
        Hops.offer(executor, this::withdraw);
    }

    void withdraw() {
        if (!over && handle != null) {
            handle.cancel();
            over();
            callbacks.complete(ended);
        }
    }

    @Override
    public void onOk() {
        if (pending != null) {
            pending.succeed(this, this::close);
        }
    }

    @Override
    public void onError(MoqRequestException refusal) {
        end(refusal);
    }

    @Override
    public void onCancel(MoqRequestException cancelled) {
        end(cancelled);
    }

    void onSessionEnd(Throwable why) {
        end(why);
    }

    private void end(Throwable error) {
        if (pending != null) {
            pending.fail(error);
        }
        over();
        callbacks.fail(ended, error);
    }

    private void over() {
        if (!over) {
            over = true;
            onOver.accept(namespace);
        }
    }
}
