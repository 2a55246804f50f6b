package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.draft07.internal.data.ObjectWriter;
import org.moqj.draft07.internal.message.EndObject;
import org.moqj.draft07.internal.message.Fetch;
import org.moqj.draft07.internal.message.FetchError;
import org.moqj.draft07.internal.message.FetchOk;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.session.RequestState.Event;

/** A fetch of the peer's (draft-07, sections 6.7, 6.8, 6.17 and 6.18). Confined to the session's event loop. */
final class ServedFetch implements IncomingFetch, OutgoingStream.Owner {

    /** In the middle of the range: the first object tells the real one. */
    private static final int UNKNOWN_PRIORITY = 128;

    /** Draft-07 defines no numbers for FETCH_ERROR. */
    private static final long NO_NUMBER = 0x0;

    private final Link link;
    private final ServedFetches owner;
    private final Fetch message;
    private final FullTrackName track;
    private RequestState state = RequestState.PENDING;
    private Runnable cancelled = () -> {};
    private @Nullable OutgoingStream stream;
    private StreamPriorities.@Nullable Entry entry;

    ServedFetch(Link link, ServedFetches owner, Fetch message, FullTrackName track) {
        this.link = link;
        this.owner = owner;
        this.message = message;
        this.track = track;
    }

    long subscribeId() {
        return message.subscribeId();
    }

    @Override
    public FullTrackName track() {
        return track;
    }

    @Override
    public LocationRange range() {
        return rangeOf(message);
    }

    @Override
    public int subscriberPriority() {
        return message.subscriberPriority();
    }

    @Override
    public GroupOrder groupOrder() {
        return message.groupOrder();
    }

    @Override
    public boolean mayLeaveOut() {
        return true; // "All omitted objects have status Object Not Available"
    }

    @Override
    public List<AuthToken> tokens() {
        return List.of(); // FETCH has no parameter for them
    }

    @Override
    public void onCancel(Runnable task) {
        cancelled = task;
    }

    @Override
    public SubgroupSender accept(FetchGranted granted, SendStreamHandler handler) {
        if (link.shutdown().isOver()) {
            return ClosedSender.INSTANCE;
        }
        move(Event.ACCEPTED);
        if (state == RequestState.OVER) {
            owner.closed(); // given up before it was answered
            return ClosedSender.INSTANCE;
        }
        GroupOrder order = granted.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
        Location largest = granted.largest().orElse(granted.end());
        link.control().send(new FetchOk(subscribeId(), order, granted.endOfTrack(), largest, Parameters.NONE));
        OutgoingStream opened = OutgoingStream.open(link, this, handler);
        stream = opened;
        return opened;
    }

    @Override
    public void reject(Refusal refusal) {
        if (link.shutdown().isOver()) {
            return;
        }
        boolean withdrawn = state == RequestState.WITHDRAWN;
        move(Event.REFUSED);
        owner.closed();
        if (!withdrawn) {
            owner.forget(this);
            long code = refusal.code() >= 0 ? refusal.code() : NO_NUMBER;
            link.control().send(new FetchError(subscribeId(), code, reason(refusal)));
        }
    }

    /** Takes FETCH_CANCEL. */
    void onCancelled() {
        move(Event.WITHDRAWN);
        owner.forget(this);
        OutgoingStream open = stream;
        if (open != null) {
            open.reset(StreamError.CANCELLED);
            owner.closed();
        }
        cancelled.run();
    }

    static LocationRange rangeOf(Fetch message) {
        return LocationRange.between(
                message.start(), EndObject.location(message.endGroup(), message.endObjectPlusOne()));
    }

    /** Returns the reason with the error's name, which no number carries; the draft has one such name. */
    private static ByteString reason(Refusal refusal) {
        RequestError error = refusal.error();
        if (error == null) {
            return ReasonPhrase.of(refusal.reason());
        }
        boolean nothingThere = error == RequestError.INVALID_RANGE || error == RequestError.NO_OBJECTS;
        return ReasonPhrase.of((nothingThere ? "No Objects" : error) + ": " + refusal.reason());
    }

    // -- the format and place of the stream

    @Override
    public void opened(OutgoingStream opened, SendStream transport) {
        entry = owner.priorities()
                .add(transport, this, subscriberPriority(), UNKNOWN_PRIORITY, GroupOrder.ASCENDING, 0, 0);
    }

    @Override
    public void check(MoqObject object) {
        // Any object of the track may be on a fetch's stream; the order is core's to keep.
    }

    @Override
    public void writeHeader(ByteBuf out) {
        ObjectWriter.writeFetchHeader(out, subscribeId());
    }

    @Override
    public void writeFields(ByteBuf out, MoqObject object) {
        ObjectWriter.writeFetchFields(out, object);
    }

    @Override
    public void written(MoqObject object) {
        if (entry != null) {
            owner.priorities().move(entry, subscriberPriority(), object.publisherPriority());
        }
    }

    @Override
    public void closed(OutgoingStream closed, boolean finished) {
        StreamPriorities.Entry place = entry;
        entry = null;
        stream = null;
        if (place != null && finished) {
            owner.priorities().finish(place);
        } else if (place != null) {
            owner.priorities().remove(place);
        }
        if (state == RequestState.ACCEPTED) {
            move(Event.ENDED);
            owner.forget(this);
            owner.closed();
        }
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }
}
