package org.moqj.draft07.internal.session;

import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.RequestListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.CodeName;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.SubscribeAnnounces;
import org.moqj.draft07.internal.message.SubscribeAnnouncesError;
import org.moqj.draft07.internal.message.UnsubscribeAnnounces;
import org.moqj.draft07.internal.session.AnnouncementState.Event;

/** A prefix that this end follows (SUBSCRIBE_ANNOUNCES, draft-07, section 6.13). Confined to the session's event loop. */
final class NamespaceSubscription implements RequestHandle {

    private final Link link;
    private final NamespaceSubscriptions owner;
    private final NamespaceRequest request;
    private final RequestListener listener;
    private AnnouncementState state = AnnouncementState.WAITING;

    NamespaceSubscription(Link link, NamespaceSubscriptions owner, NamespaceRequest request, RequestListener listener) {
        this.link = link;
        this.owner = owner;
        this.request = request;
        this.listener = listener;
    }

    TrackNamespace prefix() {
        return request.namespace();
    }

    void send() {
        move(Event.SENT);
        link.control().send(new SubscribeAnnounces(prefix(), AuthTokens.of(request.tokens())));
    }

    @Override
    public void cancel() {
        switch (state) {
            case PENDING -> {
                link.control().send(new UnsubscribeAnnounces(prefix()));
                move(Event.LEFT); // its answer is still to come, and names nothing but the prefix
            }
            case LIVE -> {
                link.control().send(new UnsubscribeAnnounces(prefix()));
                move(Event.ENDED);
                owner.over(this);
            }
            case WAITING, LEAVING, OVER -> {} // given up already
        }
    }

    void onOk() throws ProtocolViolation {
        if (state == AnnouncementState.LEAVING) {
            left();
            return;
        }
        state = Transitions.byPeer(state.next(Event.OK), "SUBSCRIBE_ANNOUNCES_OK", state);
        listener.onOk();
    }

    void onError(SubscribeAnnouncesError message) throws ProtocolViolation {
        if (state == AnnouncementState.LEAVING) {
            left();
            return;
        }
        state = Transitions.byPeer(state.next(Event.ERROR), "SUBSCRIBE_ANNOUNCES_ERROR", state);
        owner.over(this);
        listener.onError(MoqRequestException.refused(
                "SUBSCRIBE_ANNOUNCES " + PeerText.shown(prefix().toString()),
                message.errorCode(),
                CodeName.hex(message.errorCode()),
                null,
                ReasonPhrase.text(message.reasonPhrase())));
    }

    private void left() {
        move(Event.ENDED);
        owner.over(this);
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
