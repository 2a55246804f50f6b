package org.moqj.core.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.AuthToken;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.Refusal;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;

/** A prefix that the peer wants to follow. Thread-safe. */
final class CoreNamespaceInterest implements NamespaceInterest {

    private final CoreSession session;
    private final IncomingSubscribeNamespace request;
    private final Callbacks callbacks;
    private final Answer answer;
    private final CompletableFuture<Void> unsubscribed = new CompletableFuture<>();
    private final Runnable ended = this::end;

    CoreNamespaceInterest(CoreSession session, IncomingSubscribeNamespace request, Callbacks callbacks) {
        this.session = session;
        this.request = request;
        this.callbacks = callbacks;
        this.answer = new Answer("The interest in " + request.request().namespace(), session.executor(), this::reject);
        session.atEnd(ended);
    }

    private void reject(Refusal refusal) {
        request.reject(refusal);
        session.forget(ended);
    }

    private void end() {
        callbacks.complete(unsubscribed);
        session.forget(ended);
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public TrackNamespace prefix() {
        return request.request().namespace();
    }

    @Override
    public List<AuthToken> tokens() {
        return request.request().tokens();
    }

    @Override
    public void accept() {
        answer.give();
        Hops.offer(session.executor(), () -> request.accept(ended));
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    @Override
    public CompletableFuture<Void> unsubscribed() {
        return Futures.copy(unsubscribed);
    }

    Answer answer() {
        return answer;
    }
}
