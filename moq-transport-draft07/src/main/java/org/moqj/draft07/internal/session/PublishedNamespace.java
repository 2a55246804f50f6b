package org.moqj.draft07.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceHandle;
import org.moqj.core.spi.draft.NamespaceListener;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.transport.SessionExecutor.Timer;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.Announce;
import org.moqj.draft07.internal.message.AnnounceCancel;
import org.moqj.draft07.internal.message.AnnounceError;
import org.moqj.draft07.internal.message.CodeName;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Unannounce;
import org.moqj.draft07.internal.session.AnnouncementState.Event;

/** A namespace that this end offers (ANNOUNCE, draft-07, section 6.21). Confined to the session's event loop. */
final class PublishedNamespace implements NamespaceHandle {

    private final Link link;
    private final PublishedNamespaces owner;
    private final NamespaceRequest request;
    private final NamespaceListener listener;
    private AnnouncementState state = AnnouncementState.WAITING;
    private @Nullable Timer leavingTimer;

    PublishedNamespace(Link link, PublishedNamespaces owner, NamespaceRequest request, NamespaceListener listener) {
        this.link = link;
        this.owner = owner;
        this.request = request;
        this.listener = listener;
    }

    TrackNamespace namespace() {
        return request.namespace();
    }

    void send() {
        move(Event.SENT);
        link.control().send(new Announce(namespace(), AuthTokens.of(request.tokens())));
    }

    @Override
    public void cancel() {
        switch (state) {
            case WAITING -> {
                move(Event.ENDED);
                owner.over(this);
            }
            case PENDING, LIVE -> withdraw();
            case LEAVING, OVER -> {} // withdrawn already
        }
    }

    void onOk() throws ProtocolViolation {
        if (state == AnnouncementState.LEAVING) {
            onLastWord();
            return;
        }
        state = Transitions.byPeer(state.next(Event.OK), "ANNOUNCE_OK", state);
        listener.onOk();
    }

    void onError(AnnounceError message) throws ProtocolViolation {
        if (state == AnnouncementState.LEAVING) {
            left();
            return;
        }
        state = Transitions.byPeer(state.next(Event.ERROR), "ANNOUNCE_ERROR", state);
        owner.over(this);
        listener.onError(refusal("ANNOUNCE", message.errorCode(), ReasonPhrase.text(message.reasonPhrase())));
    }

    void onCancel(AnnounceCancel message) throws ProtocolViolation {
        if (state == AnnouncementState.LEAVING) {
            left();
            return;
        }
        state = Transitions.byPeer(state.next(Event.CANCELLED_BY_PEER), "ANNOUNCE_CANCEL", state);
        owner.cancelled(this);
        listener.onCancel(refusal("ANNOUNCE", message.errorCode(), ReasonPhrase.text(message.reasonPhrase())));
    }

    void release() {
        if (leavingTimer != null) {
            leavingTimer.cancel();
        }
    }

    private void withdraw() {
        boolean unanswered = state == AnnouncementState.PENDING;
        link.control().send(new Unannounce(namespace()));
        if (unanswered || owner.expectsCancelAfterUnannounce()) {
            move(Event.LEFT);
            owner.leaving(this);
            leavingTimer = link.after(link.options().doneTimeout(), this::left);
        } else {
            move(Event.ENDED);
            owner.over(this);
        }
    }

    /** ANNOUNCE_OK came after UNANNOUNCE went: that was all, unless ANNOUNCE_CANCEL is still to come. */
    private void onLastWord() {
        if (!owner.expectsCancelAfterUnannounce()) {
            left();
        }
    }

    private void left() {
        if (state == AnnouncementState.LEAVING) {
            release();
            move(Event.ENDED);
            owner.left(this);
        }
    }

    private MoqRequestException refusal(String message, long code, String reason) {
        String what = message + " " + PeerText.shown(namespace().toString());
        return MoqRequestException.refused(what, code, CodeName.hex(code), null, reason);
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
