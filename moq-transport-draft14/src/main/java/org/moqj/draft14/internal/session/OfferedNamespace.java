package org.moqj.draft14.internal.session;

import org.moqj.core.Refusal;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.PublishNamespaceOk;
import org.moqj.draft14.internal.message.ReasonPhrase;

/** A namespace that the peer offers. Confined to the session's event loop. */
final class OfferedNamespace implements IncomingNamespace {

    private final Link link;
    private final OfferedNamespaces all;
    private final long requestId;
    private final NamespaceRequest request;
    private State state = State.OPEN;
    private Runnable withdrawn = () -> {};

    private enum State {
        OPEN,
        /** The peer withdrew it before it was answered. */
        WITHDRAWN,
        ACCEPTED,
        OVER
    }

    OfferedNamespace(Link link, OfferedNamespaces all, long requestId, NamespaceRequest request) {
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
    public void accept(Runnable whenWithdrawn) {
        if (link.isOver()) {
            return;
        }
        if (state == State.OPEN) {
            state = State.ACCEPTED;
            withdrawn = whenWithdrawn;
            all.answered();
            link.send(new PublishNamespaceOk(requestId));
        } else if (state == State.WITHDRAWN) {
            state = State.OVER;
            all.answered();
            link.send(new PublishNamespaceOk(requestId));
            link.later(whenWithdrawn);
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (!link.isOver() && (state == State.OPEN || state == State.WITHDRAWN)) {
            state = State.OVER;
            all.answered();
            all.gone(this);
            all.refuse(requestId, refusal);
        }
    }

    @Override
    public void cancel(Refusal reason) {
        if (!link.isOver() && state == State.ACCEPTED) {
            state = State.OVER;
            all.gone(this);
            link.send(new PublishNamespaceCancel(
                    request.namespace(),
                    RequestCodes.PUBLISH_NAMESPACE.code(reason),
                    ReasonPhrase.of(reason.reason())));
        }
    }

    /** The peer withdraws the namespace. */
    void onDone() {
        all.gone(this);
        if (state == State.ACCEPTED) {
            state = State.OVER;
            withdrawn.run();
        } else if (state == State.OPEN) {
            state = State.WITHDRAWN;
        }
    }
}
