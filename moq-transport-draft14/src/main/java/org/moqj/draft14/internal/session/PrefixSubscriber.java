package org.moqj.draft14.internal.session;

import org.moqj.core.Refusal;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.draft14.internal.message.SubscribeNamespaceOk;

/** A prefix that the peer follows. Confined to the session's event loop. */
final class PrefixSubscriber implements IncomingSubscribeNamespace {

    private final Link link;
    private final PrefixSubscribers all;
    private final long requestId;
    private final NamespaceRequest request;
    private State state = State.OPEN;
    private Runnable unsubscribed = () -> {};

    private enum State {
        OPEN,
        /** The peer has heard enough before it was answered. */
        LEFT,
        ACCEPTED,
        OVER
    }

    PrefixSubscriber(Link link, PrefixSubscribers all, long requestId, NamespaceRequest request) {
        this.link = link;
        this.all = all;
        this.requestId = requestId;
        this.request = request;
    }

    @Override
    public NamespaceRequest request() {
        return request;
    }

    @Override
    public void accept(Runnable whenUnsubscribed) {
        if (link.isOver()) {
            return;
        }
        if (state == State.OPEN) {
            state = State.ACCEPTED;
            unsubscribed = whenUnsubscribed;
            link.send(new SubscribeNamespaceOk(requestId));
        } else if (state == State.LEFT) {
            state = State.OVER;
            all.finished();
            link.send(new SubscribeNamespaceOk(requestId));
            link.later(whenUnsubscribed);
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (!link.isOver() && (state == State.OPEN || state == State.LEFT)) {
            state = State.OVER;
            all.gone(this);
            all.finished();
            all.refuse(requestId, refusal);
        }
    }

    /** The peer has heard enough. */
    void onUnsubscribe() {
        all.gone(this);
        if (state == State.ACCEPTED) {
            state = State.OVER;
            all.finished();
            unsubscribed.run();
        } else if (state == State.OPEN) {
            state = State.LEFT;
        }
    }
}
