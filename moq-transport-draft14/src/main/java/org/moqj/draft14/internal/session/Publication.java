package org.moqj.draft14.internal.session;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.DoneStatus;
import org.moqj.core.PeerProfile;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.data.SubgroupObjectWriter;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.ReasonPhrase;
import org.moqj.draft14.internal.message.SubscribeUpdate;

/** A subscription of the peer that we serve, born of its SUBSCRIBE or of our PUBLISH. Confined to the session's event loop. */
final class Publication implements SubscriptionSender, OutgoingStream.Owner {

    /** How long PUBLISH_DONE waits for the streams before it, where the peer takes it for their end. */
    private static final Duration DONE_DELAY = Duration.ofMillis(500);

    private final Link link;
    private final Publications all;
    private final FullTrackName track;
    private final long trackAlias;
    private final SubscriptionSenderListener listener;
    private final Map<OutgoingStream, StreamPriorities.Entry> streams = new LinkedHashMap<>();
    private PublicationState state;
    private long requestId;
    private long streamsSent;
    private int subscriberPriority;
    private GroupOrder groupOrder = GroupOrder.ASCENDING;
    private Filter filter = Filter.LARGEST_OBJECT;
    private Optional<Location> largest = Optional.empty();
    private LocationRange told = LocationRange.from(Location.ZERO);
    private Location earliest = Location.ZERO;
    private Runnable withdrawn = () -> {};

    /** Begins in {@code state}: granted, or offered. */
    Publication(
            Link link,
            Publications all,
            FullTrackName track,
            long trackAlias,
            SubscriptionSenderListener listener,
            PublicationState state) {
        this.link = link;
        this.all = all;
        this.track = track;
        this.trackAlias = trackAlias;
        this.listener = listener;
        this.state = state;
    }

    FullTrackName track() {
        return track;
    }

    long trackAlias() {
        return trackAlias;
    }

    long requestId() {
        return requestId;
    }

    PublicationState state() {
        return state;
    }

    Filter filter() {
        return filter;
    }

    /** Returns the largest location that the subscriber was told. */
    Optional<Location> largest() {
        return largest;
    }

    /** Names the request that this goes under. */
    void named(long id) {
        requestId = id;
    }

    /**
     * Takes what was agreed on.
     *
     * @param knownRange the range as the subscriber knows it, which its updates must keep within
     * @param servedRange the range that is served
     */
    void agreed(
            int priority,
            GroupOrder order,
            Filter agreedFilter,
            Optional<Location> toldLargest,
            LocationRange knownRange,
            LocationRange servedRange) {
        subscriberPriority = priority;
        groupOrder = order;
        filter = agreedFilter;
        largest = toldLargest;
        told = knownRange;
        earliest = servedRange.start();
    }

    private boolean isOpen() {
        return !link.isOver()
                && (state == PublicationState.ACTIVE
                        || state == PublicationState.OFFERED
                        || state == PublicationState.WAITING);
    }

    // Objects

    @Override
    public SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler) {
        if (!isOpen()) {
            return DroppedObjects.INSTANCE;
        }
        SubgroupStreamHeader onWire = SubgroupStreamHeader.of(trackAlias, header);
        OutgoingStream stream = new OutgoingStream(link, onWire, new SubgroupObjectWriter(onWire), handler, this);
        StreamPriorities.Place place =
                new StreamPriorities.Place(this, groupOrder, header.groupId(), header.subgroupId());
        streams.put(
                stream, all.priorities().add(stream.stream(), place, subscriberPriority, header.publisherPriority()));
        return stream;
    }

    @Override
    public void ended(OutgoingStream stream, boolean headerWasSent) {
        StreamPriorities.Entry entry = streams.remove(stream);
        if (entry != null) {
            all.priorities().finish(entry);
        }
        if (headerWasSent) {
            streamsSent++;
        }
    }

    @Override
    public void unsent(OutgoingStream stream) {
        streamsSent--;
    }

    @Override
    public DatagramResult sendDatagram(MoqObject object, boolean endOfGroup) {
        if (!isOpen()) {
            return DatagramResult.UNAVAILABLE;
        }
        ObjectDatagram datagram = ObjectDatagram.of(trackAlias, object, endOfGroup);
        long size = datagram.size();
        if (size > link.transport().maxDatagramSize()) {
            return DatagramResult.TOO_LARGE;
        }
        ByteBuf out = link.transport().allocator().buffer((int) size);
        try {
            datagram.write(out);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
        return link.transport().sendDatagram(out);
    }

    // Changes

    void onUpdate(SubscribeUpdate update, List<AuthToken> tokens) throws ProtocolViolation {
        LocationRange range = Ranges.narrowed(update, told);
        told = range;
        subscriberPriority = update.subscriberPriority();
        all.priorities().reprioritize(this, subscriberPriority);
        listener.onUpdate(new SubscriptionUpdate(
                Ranges.notBefore(range, earliest),
                subscriberPriority,
                update.forward(),
                ParameterLists.time(update.parameters(), KnownParameter.DELIVERY_TIMEOUT),
                tokens));
    }

    void onUnsubscribe() throws ProtocolViolation {
        boolean wasOpen = isOpen();
        state = peers(PublicationState.Event.UNSUBSCRIBE);
        if (wasOpen) {
            resetStreams();
            all.ended(this);
            listener.onUnsubscribe();
        }
    }

    @Override
    public boolean isWaiting() {
        return state == PublicationState.WAITING;
    }

    @Override
    public Duration doneDelay() {
        return link.has(PeerProfile.Quirk.DONE_CUTS_STREAMS) ? DONE_DELAY : Duration.ZERO;
    }

    @Override
    public void done(DoneStatus status, String reason) {
        if (!isOpen()) {
            return;
        }
        PublicationState before = state;
        PublicationState next = own(PublicationState.Event.DONE);
        resetStreams();
        state = next;
        if (before == PublicationState.WAITING) {
            withdrawn.run();
        } else {
            link.send(new PublishDone(requestId, doneCode(status), streamsSent, ReasonPhrase.of(reason)));
        }
        all.ended(this);
    }

    /** A peer with status codes of its own takes any but 0 for a failure of the track. */
    private long doneCode(DoneStatus status) {
        boolean isGoodEnd = status == DoneStatus.TRACK_ENDED || status == DoneStatus.SUBSCRIPTION_ENDED;
        return isGoodEnd && link.has(PeerProfile.Quirk.OWN_DONE_CODES)
                ? 0
                : DoneCode.of(status).code();
    }

    private void resetStreams() {
        for (OutgoingStream stream : List.copyOf(streams.keySet())) {
            stream.reset(StreamCode.CANCELLED);
        }
    }

    // An offered track

    /** Has {@code task} run where this ends before its PUBLISH was sent. */
    void whenWithdrawn(Runnable task) {
        withdrawn = task;
    }

    void sent(long id) {
        state = own(PublicationState.Event.SENT);
        requestId = id;
    }

    /** The subscriber agreed; returns whether anybody still cares. */
    boolean onOk() throws ProtocolViolation {
        boolean wanted = state == PublicationState.OFFERED;
        state = peers(PublicationState.Event.OK);
        if (!wanted) {
            all.ended(this);
        }
        return wanted;
    }

    /** The subscriber refused; returns whether anybody still cares. */
    boolean onError() throws ProtocolViolation {
        boolean wanted = state == PublicationState.OFFERED;
        state = peers(PublicationState.Event.ERROR);
        resetStreams();
        all.ended(this);
        return wanted;
    }

    private PublicationState own(PublicationState.Event event) {
        return Transitions.ours(state.after(event), event, state);
    }

    private PublicationState peers(PublicationState.Event event) throws ProtocolViolation {
        return Transitions.peers(state.after(event), event, state, requestId);
    }
}
