package org.moqj.draft07.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.message.CodeName;
import org.moqj.draft07.internal.message.EndObject;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchCancel;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.session.FetchState.Event;

/** A fetch of ours (draft-07, sections 6.7, 6.8, 6.17 and 6.18). Confined to the session's event loop. */
final class OutgoingFetch implements FetchHandle, OutgoingRequests.Request {

    private final Link link;
    private final Fetches owner;
    private final FetchRequest request;
    private final FetchRequest.Standalone what;
    private final FetchListener listener;
    private final FetchOrder order = new FetchOrder();
    private FetchState state = FetchState.WAITING;
    private long subscribeId = -1;
    private boolean reading = true;
    private @Nullable IncomingUniStream stream;

    OutgoingFetch(
            Link link, Fetches owner, FetchRequest request, FetchRequest.Standalone what, FetchListener listener) {
        this.link = link;
        this.owner = owner;
        this.request = request;
        this.what = what;
        this.listener = listener;
    }

    long subscribeId() {
        return subscribeId;
    }

    @Override
    public void send(long assignedId) {
        move(Event.SENT);
        subscribeId = assignedId;
        owner.sent(this);
        LocationRange range = what.range();
        Location end = lastWanted();
        link.control()
                .send(new Fetch(
                        subscribeId,
                        what.track().namespace(),
                        what.track().name(),
                        request.subscriberPriority(),
                        request.groupOrder(),
                        range.start(),
                        end.group(),
                        EndObject.plusOne(end.object()),
                        Parameters.NONE));
    }

    @Override
    public void setReading(boolean nowReading) {
        reading = nowReading;
        if (stream != null) {
            stream.setReading(nowReading);
        }
    }

    @Override
    public boolean isWaiting() {
        return state == FetchState.WAITING;
    }

    @Override
    public void cancel() {
        if (state == FetchState.OVER) {
            return;
        }
        boolean wasSent = state != FetchState.WAITING;
        move(Event.CANCELLED);
        if (wasSent) {
            link.control().send(new FetchCancel(subscribeId));
        }
        end();
    }

    void onOk(FetchOk message) throws ProtocolViolation {
        state = Transitions.byPeer(state.next(Event.OK), "FETCH_OK", state);
        order.granted(message.groupOrder());
        if (state == FetchState.OVER) {
            end();
        }
        Location wanted = lastWanted();
        boolean cut = message.largest().isBefore(wanted);
        boolean endOfTrack = message.endOfTrack() && !wanted.isBefore(message.largest());
        listener.onOk(new FetchGranted(message.groupOrder(), endOfTrack, cut ? message.largest() : wanted));
    }

    void onError(FetchError message) throws ProtocolViolation {
        state = Transitions.byPeer(state.next(Event.ERROR), "FETCH_ERROR", state);
        end();
        listener.onError(MoqRequestException.refused(
                DraftSession.describe("FETCH", what.track()),
                message.errorCode(),
                CodeName.hex(message.errorCode()),
                null,
                ReasonPhrase.text(message.reasonPhrase())));
    }

    /** Takes the stream that brings the objects. A second one is refused. */
    void onStream(IncomingUniStream arrived) {
        var next = state.next(Event.STREAM);
        if (next.isEmpty()) {
            arrived.refuse();
            return;
        }
        state = next.get();
        stream = arrived;
        arrived.flowTo(listener);
        arrived.setReading(reading);
    }

    /** Returns whether an object is in the range and order that were agreed on; markers may stand beyond the range. */
    boolean accepts(MoqObject object) {
        boolean wanted =
                object.status() != ObjectStatus.NORMAL || what.range().contains(object.groupId(), object.objectId());
        return wanted && order.accepts(object.groupId());
    }

    void streamEnded(IncomingUniStream ended) {
        if (stream != ended) {
            return;
        }
        stream = null;
        if (state != FetchState.OVER) {
            move(Event.STREAM_END);
            if (state == FetchState.OVER) {
                end();
            }
        }
    }

    void release() {
        if (stream != null) {
            stream.release();
        }
    }

    private void end() {
        owner.over(this);
        IncomingUniStream open = stream;
        stream = null;
        if (open != null) {
            open.refuse();
        }
    }

    private Location lastWanted() {
        return what.range().end().orElseThrow();
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
