package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.Refusal;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;

/** A namespace that the peer offers. Thread-safe. */
final class CoreNamespaceOffer implements NamespaceOffer {

    private final CoreSession session;
    private final IncomingNamespace offer;
    private final Callbacks callbacks;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();

    CoreNamespaceOffer(CoreSession session, IncomingNamespace offer, Callbacks callbacks) {
        this.session = session;
        this.offer = offer;
        this.callbacks = callbacks;
        session.closed().whenComplete((nothing, error) -> withdrawn.complete(null));
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public TrackNamespace namespace() {
        return offer.request().namespace();
    }

    @Override
    public List<AuthToken> tokens() {
        return offer.request().tokens();
    }

    @Override
    public void accept() {
        answer();
        session.executor().execute(() -> offer.accept(() -> callbacks.complete(withdrawn)));
    }

    @Override
    public void refuse(Refusal refusal) {
        answer();
        session.executor().execute(() -> offer.reject(refusal));
    }

    @Override
    public void cancel(Refusal reason) {
        session.executor().execute(() -> offer.cancel(reason));
    }

    @Override
    public CompletableFuture<Void> withdrawn() {
        return withdrawn.copy();
    }

    /** Refuses unless it was answered. */
    void refuseIfOpen(Refusal refusal) {
        if (answered.compareAndSet(false, true)) {
            session.executor().execute(() -> offer.reject(refusal));
        }
    }

    private void answer() {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException("The offer of " + namespace() + " was answered already");
        }
    }
}
