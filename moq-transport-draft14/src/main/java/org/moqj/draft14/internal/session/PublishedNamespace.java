package org.moqj.draft14.internal.session;

import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.PublishNamespace;
import org.moqj.draft14.internal.message.PublishNamespaceCancel;
import org.moqj.draft14.internal.message.PublishNamespaceDone;
import org.moqj.draft14.internal.message.PublishNamespaceError;
import org.moqj.draft14.internal.session.RequestState.Event;

/** A namespace that we offer. Confined to the session's event loop. */
final class PublishedNamespace implements NamespaceHandle, OutgoingRequests.Request {

    private final Link link;
    private final PublishedNamespaces all;
    private final NamespaceRequest request;
    private final NamespaceListener listener;
    private RequestState state = RequestState.WAITING;
    private long requestId = -1;

    PublishedNamespace(Link link, PublishedNamespaces all, NamespaceRequest request, NamespaceListener listener) {
        this.link = link;
        this.all = all;
        this.request = request;
        this.listener = listener;
    }

    TrackNamespace namespace() {
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
        return new PublishNamespace(
                id, namespace(), ParameterLists.empty().tokens(request.tokens()).build());
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

    void onError(PublishNamespaceError error) throws ProtocolViolation {
        if (answered(Event.ERROR)) {
            listener.onError(refused(error.errorCode(), error.errorReason()));
        }
    }

    private boolean answered(Event event) throws ProtocolViolation {
        boolean wanted = state == RequestState.PENDING;
        state = Transitions.peers(state.after(event), event, state, requestId);
        all.changed(this);
        return wanted;
    }

    /** The peer takes its agreement back. */
    void onCancel(PublishNamespaceCancel cancel) {
        RequestState next = state.after(Event.END);
        if (next == null) { // it never agreed, or we have withdrawn already
            link.dropped("PUBLISH_NAMESPACE_CANCEL");
            return;
        }
        state = next;
        all.changed(this);
        listener.onCancel(refused(cancel.errorCode(), cancel.errorReason()));
    }

    private MoqRequestException refused(long code, ByteString reason) {
        return RequestCodes.PUBLISH_NAMESPACE.refused(
                "PUBLISH_NAMESPACE " + PeerText.shown(namespace().toString()), code, reason);
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
            link.send(new PublishNamespaceDone(namespace()));
        }
        all.changed(this);
    }
}
