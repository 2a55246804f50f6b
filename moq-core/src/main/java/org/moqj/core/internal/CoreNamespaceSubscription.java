package org.moqj.core.internal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.NamespaceEvent;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.transport.SessionExecutor;

/** Namespaces under a prefix, as they come and go. Confined to the session's executor, but for the public methods. */
public final class CoreNamespaceSubscription implements NamespaceSubscription, RequestListener {

    private final TrackNamespace prefix;
    private final int maxNamespaces;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final Consumer<CoreNamespaceSubscription> onOver;
    private final AtomicBoolean read = new AtomicBoolean();
    private final Set<TrackNamespace> live = new HashSet<>();
    private final Queue<NamespaceEvent> events = new ArrayDeque<>();
    private @Nullable Handover<NamespaceEvent> reader;
    private final Pending<NamespaceSubscription> pending;
    private @Nullable RequestHandle handle;
    private @Nullable MoqException failure;
    private boolean over;
    private volatile boolean closed;

    CoreNamespaceSubscription(
            TrackNamespace prefix,
            int maxNamespaces,
            SessionExecutor executor,
            Callbacks callbacks,
            Pending<NamespaceSubscription> pending,
            Consumer<CoreNamespaceSubscription> onOver) {
        this.prefix = prefix;
        this.maxNamespaces = maxNamespaces;
        this.executor = executor;
        this.callbacks = callbacks;
        this.pending = pending;
        this.onOver = onOver;
    }

    void begin(RequestHandle request) {
        handle = request;
    }

    @Override
    public TrackNamespace prefix() {
        return prefix;
    }

    @Override
    public void onOk() {
        pending.succeed(this, this::close);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        pending.fail(refusal);
        end(refusal);
    }

    /** Takes an offer of the peer's that matches, and returns whether it did. */
    boolean take(IncomingNamespace offer) {
        TrackNamespace namespace = offer.request().namespace();
        if (over || !namespace.startsWith(prefix)) {
            return false;
        }
        if (live.size() >= maxNamespaces) {
            offer.reject(Refusal.of(RequestError.UNINTERESTED, "too many namespaces"));
        } else {
            offer.accept(() -> gone(namespace));
            if (live.add(namespace)) {
                add(NamespaceEvent.Kind.APPEARED, namespace);
            }
        }
        return true;
    }

    private void gone(TrackNamespace namespace) {
        if (live.remove(namespace)) {
            add(NamespaceEvent.Kind.GONE, namespace);
        }
    }

    private void add(NamespaceEvent.Kind kind, TrackNamespace namespace) {
        if (over) {
            return;
        }
        // One that came and went unread leaves no trace, so that what waits is bounded by what lives.
        NamespaceEvent opposite = new NamespaceEvent(NamespaceEvent.Kind.APPEARED, namespace);
        if (kind != NamespaceEvent.Kind.GONE || !events.remove(opposite)) {
            events.add(new NamespaceEvent(kind, namespace));
        }
        deliver();
    }

    @Override
    public Flow.Publisher<NamespaceEvent> events() {
        return subscriber -> {
            java.util.Objects.requireNonNull(subscriber, "subscriber");
            Handover<NamespaceEvent> handover = new Handover<>(subscriber, callbacks, new Reader());
            if (!read.compareAndSet(false, true)) {
                handover.begin();
                handover.end(new IllegalStateException("The events are taken once"));
                return;
            }
            boolean taken = Hops.offer(executor, () -> {
                reader = handover;
                handover.begin();
                deliver();
            });
            if (!taken) {
                handover.endNow(Hops.gone());
            }
        };
    }

    /** Takes the wishes of the reader to the executor. */
    private final class Reader implements Handover.Source<NamespaceEvent> {

        @Override
        public void onDemand(Handover<NamespaceEvent> handover) {
            if (!Hops.offer(executor, CoreNamespaceSubscription.this::deliver)) {
                handover.endNow(Hops.gone());
            }
        }

        @Override
        public void onCancel() {
            close();
        }

        @Override
        public boolean isClosed() {
            return closed;
        }
    }

    private void deliver() {
        Handover<NamespaceEvent> to = reader;
        if (to == null) {
            return;
        }
        if (to.wantsBatch()) {
            to.fill(events::poll);
        }
        if (over && events.isEmpty()) {
            to.end(failure);
            reader = null; // it has heard everything
        }
    }

    @Override
    public void close() {
        closed = true;
        Hops.offer(executor, () -> {
            if (!over && handle != null) {
                handle.cancel();
            }
            events.clear();
            end(null);
            deliver();
        });
    }

    void onSessionEnd(MoqException why) {
        end(why);
    }

    private void end(@Nullable MoqException why) {
        if (!over) {
            over = true;
            failure = why;
            onOver.accept(this);
            deliver();
        }
    }
}
