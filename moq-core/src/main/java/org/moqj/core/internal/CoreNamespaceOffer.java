package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private final Answer answer;
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private final Runnable ended = this::end;

    CoreNamespaceOffer(CoreSession session, IncomingNamespace offer, Callbacks callbacks) {
        this.session = session;
        this.offer = offer;
        this.answer = new Answer("The offer of " + offer.request().namespace(), session.executor(), this::reject);
        this.callbacks = callbacks;
        session.atEnd(ended);
    }

    private void reject(Refusal refusal) {
        offer.reject(refusal);
        session.forget(ended);
    }

    private void end() {
        callbacks.complete(withdrawn);
        session.forget(ended);
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
        answer.give();
        Hops.offer(session.executor(), () -> offer.accept(ended));
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    @Override
    public void cancel(Refusal reason) {
        Hops.offer(session.executor(), () -> offer.cancel(reason));
    }

    @Override
    public CompletableFuture<Void> withdrawn() {
        return Futures.copy(withdrawn);
    }

    Answer answer() {
        return answer;
    }
}
