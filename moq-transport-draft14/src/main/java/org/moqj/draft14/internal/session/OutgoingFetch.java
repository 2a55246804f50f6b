package org.moqj.draft14.internal.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.FetchParser;
import org.moqj.draft14.internal.data.ObjectParser;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.EndLocation;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchCancel;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.session.FetchState.Event;

/** A fetch of ours. Confined to the session's event loop. */
final class OutgoingFetch implements FetchHandle, StreamOwner, SubgroupReceiver, OutgoingRequests.Request {

    private final Link link;
    private final Fetches all;
    private final FullTrackName track;
    private final FetchRange range;
    private final Location start;
    private final FetchRequest request;
    private final FetchListener listener;
    private final FetchParser parser;
    private FetchState state = FetchState.WAITING;
    private long requestId = -1;
    private boolean reading = true;
    private @Nullable IncomingUniStream stream;
    private @Nullable TrackRules rules;
    private long number;
    private @Nullable FetchIntake intake;
    private @Nullable FetchOk granted;

    /**
     * Describes a fetch.
     *
     * @param track the track, also of a joining fetch
     * @param start where the answer cannot end before
     */
    OutgoingFetch(
            Link link,
            Fetches all,
            FullTrackName track,
            FetchRange range,
            Location start,
            FetchRequest request,
            FetchListener listener) {
        this.link = link;
        this.all = all;
        this.track = track;
        this.range = range;
        this.start = start;
        this.request = request;
        this.listener = listener;
        this.parser =
                new FetchParser(link.limits(), link.unfinished(), !link.has(PeerProfile.Quirk.RENUMBERED_OBJECTS));
        this.parser.expectOrder(request.groupOrder());
    }

    FullTrackName track() {
        return track;
    }

    long requestId() {
        return requestId;
    }

    FetchState state() {
        return state;
    }

    @Override
    public ControlMessage message(long id) {
        return new Fetch(
                id,
                request.subscriberPriority(),
                request.groupOrder(),
                range,
                ParameterLists.empty().tokens(request.tokens()).build());
    }

    @Override
    public void sent(long id) {
        state = own(Event.SENT);
        requestId = id;
        TrackRules known = all.tracks().join(track);
        number = known.beginFetch();
        rules = known;
        all.sent(this);
    }

    void onOk(FetchOk ok) throws ProtocolViolation {
        boolean wanted = state == FetchState.PENDING || state == FetchState.STREAMED;
        FetchState next = peers(Event.OK);
        Location end = EndLocation.inclusive(ok.endLocation());
        // {0, 0} is how some publishers say that there is nothing
        if (end.isBefore(start) && !ok.endLocation().equals(Location.ZERO)) {
            throw ProtocolViolation.invalid("End Location", ok.endLocation() + " is before the start " + start);
        }
        state = next;
        granted = ok;
        parser.expectOrder(ok.groupOrder());
        changed();
        if (wanted) {
            listener.onOk(new FetchGranted(ok.groupOrder(), ok.endOfTrack(), end));
        }
        settle();
    }

    void onError(FetchError error) throws ProtocolViolation {
        boolean wanted = state == FetchState.PENDING || state == FetchState.STREAMED;
        state = peers(Event.ERROR);
        changed();
        stopStream();
        if (wanted) {
            listener.onError(RequestCodes.FETCH.refused(
                    DraftSession.describe("FETCH", track), error.errorCode(), error.errorReason()));
        }
    }

    /** The answer's stream begins. */
    void take(IncomingUniStream answer) throws ProtocolViolation {
        if (state == FetchState.ABANDONED || state == FetchState.OVER) {
            answer.stop(StreamCode.CANCELLED);
            return;
        }
        if (stream != null || state == FetchState.STREAMED) {
            throw ProtocolViolation.invalid("Request ID", "a second stream answers fetch " + requestId);
        }
        stream = answer;
        answer.flow(this, parser);
        answer.setReading(reading);
    }

    @Override
    public SubgroupReceiver begin(IncomingUniStream answer, ObjectParser objects) {
        FetchIntake begun = new FetchIntake(this, this, Objects.requireNonNull(rules), number);
        intake = begun;
        return begun;
    }

    @Override
    public void onObject(MoqObject object) {
        listener.onObject(object);
    }

    @Override
    public void onEnd(StreamEnd end) {
        boolean stoppedHere = end.kind() == StreamEnd.Kind.MALFORMED || end.kind() == StreamEnd.Kind.OVER_LIMIT;
        if (stoppedHere) {
            link.send(new FetchCancel(requestId));
        }
        streamEnded();
        listener.onEnd(end);
        settle();
    }

    /** Once the stream has ended and its answer is there, holds what they show against other requests for the track. */
    private void settle() {
        FetchIntake ended = intake;
        FetchOk ok = granted;
        if (state == FetchState.OVER && ended != null && ok != null) {
            intake = null;
            String wrong = ended.settle(start, ok);
            if (wrong != null) {
                malformed(wrong);
            }
        }
    }

    private void changed() {
        if (rules != null && (state == FetchState.OVER || state == FetchState.ABANDONED)) {
            rules = null;
            all.tracks().leave(track);
        }
        all.changed(this);
    }

    @Override
    public void ended(IncomingUniStream answer) {
        stream = null;
    }

    private void streamEnded() {
        state = own(Event.STREAM_ENDED);
        changed();
    }

    @Override
    public void malformed(String why) {
        all.malformed(track, why);
    }

    /** Leaves because the track is malformed, and says so. */
    void leaveMalformed(String why) {
        if (state == FetchState.PENDING) {
            leave();
            listener.onError(MoqRequestException.notPossible(
                    RequestError.MALFORMED_TRACK,
                    DraftSession.describe("FETCH", track) + " was given up: " + why,
                    RequestError.MALFORMED_TRACK.hint()));
        } else if (state == FetchState.GRANTED) {
            leave();
            listener.onEnd(new StreamEnd(StreamEnd.Kind.MALFORMED, -1, ""));
        }
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
        if (!link.isOver()) {
            leave();
        }
    }

    private void leave() {
        FetchState before = state;
        state = own(Event.CANCEL);
        if (before == FetchState.WAITING) {
            all.withdraw(this);
        } else if (before == FetchState.PENDING || before == FetchState.GRANTED) {
            link.send(new FetchCancel(requestId));
        }
        changed();
        stopStream();
    }

    private void stopStream() {
        IncomingUniStream open = stream;
        if (open != null) {
            open.stop(StreamCode.CANCELLED);
        }
    }

    private FetchState own(Event event) {
        return Transitions.ours(state.after(event), event, state);
    }

    private FetchState peers(Event event) throws ProtocolViolation {
        return Transitions.peers(state.after(event), event, state, requestId);
    }
}
