package org.moqj.draft07.internal.session;

import org.moqj.core.Refusal;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.SubscribeAnnouncesOk;
import org.moqj.draft07.internal.session.RequestState.Event;

/** A prefix that the peer follows (draft-07, section 6.13). Confined to the session's event loop. */
final class PrefixSubscriber implements IncomingSubscribeNamespace {

    /** Draft-07 defines no numbers for SUBSCRIBE_ANNOUNCES_ERROR. */
    private static final long NO_NUMBER = 0x0;

    private final Link link;
    private final PrefixSubscribers owner;
    private final NamespaceRequest request;
    private RequestState state = RequestState.PENDING;
    private Runnable unsubscribed = () -> {};

    PrefixSubscriber(Link link, PrefixSubscribers owner, SubscribeAnnounces message) {
        this.link = link;
        this.owner = owner;
        this.request = new NamespaceRequest(message.prefix(), AuthTokens.read(message.parameters()));
    }

    TrackNamespace prefix() {
        return request.namespace();
    }

    @Override
    public NamespaceRequest request() {
        return request;
    }

    @Override
    public void accept(Runnable onUnsubscribed) {
        if (link.shutdown().isOver()) {
            return;
        }
        move(Event.ACCEPTED);
        link.control().send(new SubscribeAnnouncesOk(prefix()));
        if (state == RequestState.OVER) {
            owner.closed();
            link.later(onUnsubscribed::run); // given up before it was answered; the answer is owed all the same
        } else {
            unsubscribed = onUnsubscribed;
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (link.shutdown().isOver()) {
            return;
        }
        move(Event.REFUSED);
        long code = refusal.code() >= 0 ? refusal.code() : NO_NUMBER;
        link.control().send(new SubscribeAnnouncesError(prefix(), code, ReasonPhrase.of(refusal.reason())));
        owner.forget(this);
        owner.closed();
    }

    /** Takes UNSUBSCRIBE_ANNOUNCES. */
    void onUnsubscribed() {
        boolean wasAccepted = state == RequestState.ACCEPTED;
        move(Event.WITHDRAWN);
        owner.forget(this);
        if (wasAccepted) {
            owner.closed();
            unsubscribed.run();
        }
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
