package org.moqj.draft14.internal.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.draft14.internal.data.FetchObjectWriter;
import org.moqj.draft14.internal.data.FetchStreamHeader;
import org.moqj.draft14.internal.message.EndLocation;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.Parameters;

/** A fetch of the peer. Confined to the session's event loop. */
final class ServedFetch implements IncomingFetch, OutgoingStream.Owner {

    private static final int DEFAULT_PRIORITY = 128;

    private final Link link;
    private final ServedFetches all;
    private final Fetch message;
    private final FullTrackName track;
    private final LocationRange range;
    private final List<AuthToken> tokens;
    private State state = State.OPEN;
    private Runnable cancelled = () -> {};
    private @Nullable OutgoingStream stream;
    private StreamPriorities.@Nullable Entry priority;

    private enum State {
        OPEN,
        SERVED,
        /** The subscriber gave it up before it was answered. */
        CANCELLED,
        OVER
    }

    ServedFetch(
            Link link,
            ServedFetches all,
            Fetch message,
            FullTrackName track,
            LocationRange range,
            List<AuthToken> tokens) {
        this.link = link;
        this.all = all;
        this.message = message;
        this.track = track;
        this.range = range;
        this.tokens = tokens;
    }

    long requestId() {
        return message.requestId();
    }

    @Override
    public FullTrackName track() {
        return track;
    }

    @Override
    public LocationRange range() {
        return range;
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
        return false; // "Any gaps … indicate objects that do not exist"
    }

    @Override
    public List<AuthToken> tokens() {
        return tokens;
    }

    @Override
    public void onCancel(Runnable whenCancelled) {
        cancelled = whenCancelled;
    }

    @Override
    public SubgroupSender accept(FetchGranted granted, SendStreamHandler handler) {
        if (state != State.OPEN || link.isOver()) {
            return DroppedObjects.INSTANCE;
        }
        state = State.SERVED;
        GroupOrder order = granted.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
        link.send(new FetchOk(
                requestId(), order, granted.endOfTrack(), EndLocation.onWire(granted.end()), Parameters.NONE));
        OutgoingStream opened =
                new OutgoingStream(link, new FetchStreamHeader(requestId()), new FetchObjectWriter(), handler, this);
        stream = opened;
        priority = all.priorities()
                .add(
                        opened.stream(),
                        new StreamPriorities.Place(this, order, 0, 0),
                        subscriberPriority(),
                        DEFAULT_PRIORITY);
        return opened;
    }

    @Override
    public void writing(MoqObject object) {
        if (priority != null) {
            all.priorities().move(priority, subscriberPriority(), object.publisherPriority());
        }
    }

    @Override
    public void ended(OutgoingStream ended, boolean headerWasSent) {
        state = State.OVER;
        stream = null;
        if (priority != null) {
            all.priorities().finish(priority);
            priority = null;
        }
        all.over(this);
    }

    @Override
    public void reject(Refusal refusal) {
        if (state == State.OPEN && !link.isOver()) {
            state = State.OVER;
            all.refuse(requestId(), refusal);
            all.over(this);
        }
    }

    /** The subscriber gives the fetch up. */
    void onFetchCancel() {
        if (state == State.SERVED && stream != null) {
            stream.reset(StreamCode.CANCELLED);
        } else if (state == State.OPEN) { // the draft wants an answer still
            reject(Refusal.of(RequestError.INTERNAL_ERROR, "cancelled"));
        }
        cancelled.run();
    }
}
