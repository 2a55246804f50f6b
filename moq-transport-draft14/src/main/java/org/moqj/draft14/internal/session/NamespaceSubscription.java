package org.moqj.draft14.internal.session;

import org.moqj.core.PeerText;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.UnsubscribeNamespace;
import org.moqj.draft14.internal.session.RequestState.Event;

/** A prefix that we follow. Confined to the session's event loop. */
final class NamespaceSubscription implements RequestHandle, OutgoingRequests.Request {

    private final Link link;
    private final NamespaceSubscriptions all;
    private final NamespaceRequest request;
    private final RequestListener listener;
    private RequestState state = RequestState.WAITING;
    private long requestId = -1;

    NamespaceSubscription(Link link, NamespaceSubscriptions all, NamespaceRequest request, RequestListener listener) {
        this.link = link;
        this.all = all;
        this.request = request;
        this.listener = listener;
    }

    TrackNamespace prefix() {
        return request.namespace();
    }

    long requestId() {
        return requestId;
    }

    RequestState state() {
        return state;
    }

    @Override
    public ControlMessage message(long id) {
        return new SubscribeNamespace(
                id, prefix(), ParameterLists.empty().tokens(request.tokens()).build());
    }

    @Override
    public void sent(long id) {
        state = Transitions.ours(state.after(Event.SENT), Event.SENT, state);
        requestId = id;
        all.sent(this);
    }

    void onOk() throws ProtocolViolation {
        if (answered(Event.OK)) {
            listener.onOk();
        }
    }

    void onError(SubscribeNamespaceError error) throws ProtocolViolation {
        if (answered(Event.ERROR)) {
            listener.onError(RequestCodes.SUBSCRIBE_NAMESPACE.refused(
                    "SUBSCRIBE_NAMESPACE " + PeerText.shown(prefix().toString()),
                    error.errorCode(),
                    error.errorReason()));
        }
    }

    private boolean answered(Event event) throws ProtocolViolation {
        boolean wanted = state == RequestState.PENDING;
        state = Transitions.peers(state.after(event), event, state, requestId);
        all.changed(this);
        return wanted;
    }

    @Override
    public boolean isWaiting() {
        return state == RequestState.WAITING;
    }

    @Override
    public void cancel() {
        if (link.isOver()) {
            return;
        }
        RequestState before = state;
        state = Transitions.ours(state.after(Event.CANCEL), Event.CANCEL, state);
        if (before == RequestState.WAITING) {
            all.withdraw(this);
        } else if (before == RequestState.PENDING || before == RequestState.ACTIVE) {
            link.send(new UnsubscribeNamespace(prefix()));
        }
        all.changed(this);
    }
}
