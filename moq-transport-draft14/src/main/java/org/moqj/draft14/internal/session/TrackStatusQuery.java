package org.moqj.draft14.internal.session;

import java.util.Optional;
import org.moqj.core.RequestError;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.session.RequestState.Event;

/** A TRACK_STATUS of ours. Confined to the session's event loop. */
final class TrackStatusQuery implements RequestHandle, OutgoingRequests.Request {

    private static final int DEFAULT_PRIORITY = 128;

    private final Link link;
    private final TrackStatusQueries all;
    private final TrackStatusRequest request;
    private final TrackStatusListener listener;
    private RequestState state = RequestState.WAITING;
    private long requestId = -1;

    TrackStatusQuery(Link link, TrackStatusQueries all, TrackStatusRequest request, TrackStatusListener listener) {
        this.link = link;
        this.all = all;
        this.request = request;
        this.listener = listener;
    }

    long requestId() {
        return requestId;
    }

    @Override
    public ControlMessage message(long id) {
        return new org.moqj.draft14.internal.message.TrackStatus(new Subscribe(
                id,
                request.track(),
                DEFAULT_PRIORITY,
                GroupOrder.PUBLISHER_DEFAULT,
                true,
                Filter.LARGEST_OBJECT,
                ParameterLists.empty().tokens(request.tokens()).build()));
    }

    @Override
    public void sent(long id) {
        state = Transitions.ours(state.after(Event.SENT), Event.SENT, state);
        requestId = id;
        all.sent(this);
    }

    void onOk(SubscribeOk ok) throws ProtocolViolation {
        if (answered(Event.OK)) {
            TrackStatus.State found =
                    ok.largestLocation().isPresent() ? TrackStatus.State.IN_PROGRESS : TrackStatus.State.NOT_STARTED;
            listener.onStatus(new TrackStatus(found, ok.largestLocation(), ParameterLists.duration(ok.expires())));
        }
    }

    void onError(SubscribeError error) throws ProtocolViolation {
        if (!answered(Event.ERROR)) {
            return;
        }
        if (RequestCodes.TRACK_STATUS.error(error.errorCode()) == RequestError.TRACK_DOES_NOT_EXIST) {
            listener.onStatus(new TrackStatus(TrackStatus.State.DOES_NOT_EXIST, Optional.empty(), Optional.empty()));
        } else {
            listener.onError(RequestCodes.TRACK_STATUS.refused(
                    DraftSession.describe("TRACK_STATUS", request.track()), error.errorCode(), error.errorReason()));
        }
    }

    private boolean answered(Event event) throws ProtocolViolation {
        boolean wanted = state == RequestState.PENDING;
        Transitions.peers(state.after(event), event, state, requestId);
        state = RequestState.OVER; // an answer is all there is
        all.over(this);
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
        }
    }
}
