package org.moqj.draft07.internal.session;

import org.moqj.core.Refusal;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.AnnounceOk;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.session.RequestState.Event;

/** A namespace that the peer offers (ANNOUNCE, draft-07, section 6.21). Confined to the session's event loop. */
final class OfferedNamespace implements IncomingNamespace {

    /** Draft-07 defines no numbers for ANNOUNCE_ERROR and ANNOUNCE_CANCEL. */
    private static final long NO_NUMBER = 0x0;

    private final Link link;
    private final OfferedNamespaces owner;
    private final NamespaceRequest request;
    private RequestState state = RequestState.PENDING;
    private Runnable withdrawn = () -> {};

    OfferedNamespace(Link link, OfferedNamespaces owner, Announce message) {
        this.link = link;
        this.owner = owner;
        this.request = new NamespaceRequest(message.namespace(), AuthTokens.read(message.parameters()));
    }

    TrackNamespace namespace() {
        return request.namespace();
    }

    @Override
    public NamespaceRequest request() {
        return request;
    }

    @Override
    public void accept(Runnable onWithdrawn) {
        if (link.shutdown().isOver()) {
            return;
        }
        move(Event.ACCEPTED);
        link.control().send(new AnnounceOk(namespace()));
        if (state == RequestState.OVER) {
            owner.closed();
            link.later(onWithdrawn::run); // withdrawn before it was answered; the answer is owed all the same
        } else {
            withdrawn = onWithdrawn;
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (link.shutdown().isOver()) {
            return;
        }
        move(Event.REFUSED);
        link.control().send(new AnnounceError(namespace(), code(refusal), ReasonPhrase.of(refusal.reason())));
        owner.forget(this);
        owner.closed();
    }

    @Override
    public void cancel(Refusal reason) {
        if (state != RequestState.ACCEPTED || link.shutdown().isOver()) {
            return;
        }
        move(Event.ENDED);
        link.control().send(new AnnounceCancel(namespace(), code(reason), ReasonPhrase.of(reason.reason())));
        owner.forget(this);
        owner.closed();
    }

    /** Takes UNANNOUNCE. */
    void onUnannounce() {
        boolean wasAccepted = state == RequestState.ACCEPTED;
        move(Event.WITHDRAWN);
        owner.forget(this);
        if (wasAccepted) {
            owner.closed();
            withdrawn.run();
        }
    }

    private static long code(Refusal refusal) {
        return refusal.code() >= 0 ? refusal.code() : NO_NUMBER;
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
