package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.StreamError;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DataLayout;
import org.moqj.draft07.internal.data.ObjectWriter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeDoneCode;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeErrorCode;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.VersionParameter;
import org.moqj.draft07.internal.session.PublicationState.Event;

/**
 * A subscription of the peer's, which this end serves (draft-07, sections 6.4 to 6.6, 6.15, 6.16 and 6.19). Confined to
 * the session's event loop.
 */
final class Publication implements IncomingSubscribe, SubscriptionSender {

    /** How long SUBSCRIBE_DONE waits for the streams before it, where the peer takes it for their end. */
    private static final Duration DONE_DELAY = Duration.ofMillis(500);

    private final Link link;
    private final Publications owner;
    private final Subscribe message;
    private final SubscribeRequest request;
    private final Map<OutgoingStream, StreamPriorities.Entry> streams = new HashMap<>();
    private PublicationState state = PublicationState.PENDING;
    private int subscriberPriority;
    private GroupOrder groupOrder = GroupOrder.ASCENDING;
    private LocationRange range = LocationRange.from(Location.ZERO);
    private long finalGroup = -1;
    private long finalObject = -1;
    private @Nullable SubscriptionSenderListener listener;
    private @Nullable SubscribeUpdate earlyUpdate;

    Publication(Link link, Publications owner, Subscribe message, FullTrackName track) {
        this.link = link;
        this.owner = owner;
        this.message = message;
        this.subscriberPriority = message.subscriberPriority();
        this.request = new SubscribeRequest(
                track,
                message.subscriberPriority(),
                message.groupOrder(),
                true,
                Filters.toApi(message.filter()),
                TimeParameter.read(message.parameters(), VersionParameter.DELIVERY_TIMEOUT),
                AuthTokens.read(message.parameters()));
    }

    long subscribeId() {
        return message.subscribeId();
    }

    long trackAlias() {
        return message.trackAlias();
    }

    // -- core's answer

    @Override
    public SubscribeRequest request() {
        return request;
    }

    @Override
    public LocationRange range(Optional<Location> largest) {
        return message.filter().range(largest);
    }

    @Override
    public SubscriptionSender accept(SubscriptionGranted granted, SubscriptionSenderListener newListener) {
        if (link.shutdown().isOver()) {
            return ClosedSender.INSTANCE;
        }
        if (state == PublicationState.LEFT) {
            move(Event.ACCEPTED);
            owner.closed();
            link.later(newListener::onUnsubscribe);
            return ClosedSender.INSTANCE;
        }
        Optional<String> refusal = Filters.refusal(message.filter(), granted.largest());
        if (refusal.isPresent()) {
            reject(Refusal.of(RequestError.INVALID_RANGE, refusal.get()));
            link.later(newListener::onUnsubscribe);
            return ClosedSender.INSTANCE;
        }
        move(Event.ACCEPTED);
        listener = newListener;
        groupOrder = orderOf(granted);
        range = message.filter().range(granted.largest());
        link.control().send(okFor(granted));
        if (earlyUpdate != null) {
            SubscribeUpdate update = earlyUpdate;
            link.later(() -> onUpdate(update));
        }
        return this;
    }

    @Override
    public void reject(Refusal refusal) {
        if (link.shutdown().isOver()) {
            return;
        }
        boolean left = state == PublicationState.LEFT;
        move(Event.REFUSED);
        owner.closed();
        if (left) {
            return;
        }
        long code = refusal.code() >= 0 ? refusal.code() : SubscribeErrorCode.of(refusal.error());
        link.control().send(new SubscribeError(subscribeId(), code, ReasonPhrase.of(refusal.reason()), trackAlias()));
        owner.forget(this);
    }

    // -- core's objects

    @Override
    public SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler) {
        if (state != PublicationState.ACTIVE || link.shutdown().isOver()) {
            return ClosedSender.INSTANCE;
        }
        return OutgoingStream.open(link, new Subgroup(header), handler);
    }

    @Override
    public DatagramResult sendDatagram(MoqObject object, boolean endOfGroup) {
        OutgoingStream.requireNoExtensionHeaders(object);
        link.peer().requireTakes(Feature.DATAGRAMS);
        if (state != PublicationState.ACTIVE || link.shutdown().isOver()) {
            return DatagramResult.UNAVAILABLE;
        }
        DataLayout layout = owner.layout();
        int size = layout.datagramSize(subscribeId(), trackAlias(), object);
        if (size > link.transport().maxDatagramSize()) {
            return link.transport().maxDatagramSize() == 0 ? DatagramResult.UNAVAILABLE : DatagramResult.TOO_LARGE;
        }
        ByteBuf out = link.transport().allocator().buffer(size);
        layout.writeDatagram(out, subscribeId(), trackAlias(), object);
        noteSent(object);
        return link.transport().sendDatagram(out);
    }

    @Override
    public Duration doneDelay() {
        return link.peer().has(Quirk.DONE_CUTS_STREAMS) ? DONE_DELAY : Duration.ZERO;
    }

    @Override
    public void done(DoneStatus status, String reason) {
        if (state != PublicationState.ACTIVE) {
            return;
        }
        move(Event.DONE_SENT);
        link.control().send(doneMessage(SubscribeDoneCode.of(status), ReasonPhrase.of(reason)));
        owner.forget(this);
        owner.closed();
    }

    // -- the subscriber

    void onUpdate(SubscribeUpdate update) throws ProtocolViolation {
        LocationRange narrower = Publications.rangeOf(update);
        if (state == PublicationState.PENDING) {
            requireNarrower(narrower);
            range = narrower;
            earlyUpdate = update;
            return;
        }
        SubscriptionSenderListener told = listener;
        if (state != PublicationState.ACTIVE || told == null) {
            return;
        }
        requireNarrower(narrower);
        range = narrower;
        subscriberPriority = update.subscriberPriority();
        owner.priorities().reprioritize(this, subscriberPriority);
        told.onUpdate(new SubscriptionUpdate(
                narrower,
                subscriberPriority,
                true,
                TimeParameter.read(update.parameters(), VersionParameter.DELIVERY_TIMEOUT)));
    }

    /** Ends the subscription at the subscriber's wish, which is always answered. */
    void onUnsubscribe() {
        if (state == PublicationState.PENDING) {
            move(Event.UNSUBSCRIBED);
            link.control()
                    .send(new SubscribeError(
                            subscribeId(),
                            SubscribeErrorCode.INTERNAL_ERROR.code(),
                            ReasonPhrase.of("unsubscribed"),
                            trackAlias()));
            owner.forget(this);
            return;
        }
        boolean wasActive = state == PublicationState.ACTIVE;
        move(Event.UNSUBSCRIBED);
        List.copyOf(streams.keySet()).forEach(stream -> stream.reset(StreamError.CANCELLED));
        link.control().send(doneMessage(SubscribeDoneCode.of(DoneStatus.UNSUBSCRIBED), ReasonPhrase.of("")));
        owner.forget(this);
        owner.closed();
        if (wasActive && listener != null) {
            listener.onUnsubscribe();
        }
    }

    private void requireNarrower(LocationRange narrower) throws ProtocolViolation {
        if (narrower.start().isBefore(range.start())) {
            throw ProtocolViolation.invalid("StartObject", "must not decrease, is " + narrower.start());
        }
        boolean wider = range.end().isPresent()
                && (narrower.end().isEmpty()
                        || range.end().get().isBefore(narrower.end().get()));
        if (wider) {
            throw ProtocolViolation.invalid("EndObject", "must not increase, is " + narrower);
        }
    }

    private GroupOrder orderOf(SubscriptionGranted granted) {
        return granted.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
    }

    private SubscribeOk okFor(SubscriptionGranted granted) {
        Parameters parameters = Parameters.NONE;
        if (!link.peer().has(Quirk.NO_SUBSCRIBE_OK_PARAMETERS)) {
            parameters = TimeParameter.add(parameters, VersionParameter.DELIVERY_TIMEOUT, granted.deliveryTimeout());
            parameters = TimeParameter.add(parameters, VersionParameter.MAX_CACHE_DURATION, granted.maxCacheDuration());
        }
        long expires = granted.expires().map(TimeParameter::millis).orElse(0L);
        return new SubscribeOk(subscribeId(), expires, groupOrder, granted.largest(), parameters);
    }

    private SubscribeDone doneMessage(long code, ByteString reason) {
        Optional<Location> last =
                finalGroup < 0 ? Optional.empty() : Optional.of(new Location(finalGroup, finalObject));
        return new SubscribeDone(subscribeId(), code, reason, last);
    }

    private void noteSent(MoqObject object) {
        boolean larger =
                object.groupId() > finalGroup || (object.groupId() == finalGroup && object.objectId() > finalObject);
        if (larger) {
            finalGroup = object.groupId();
            finalObject = object.objectId();
        }
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }

    /** The format and place of one subgroup's stream. */
    private final class Subgroup implements OutgoingStream.Owner {

        private final SubgroupHeader header;

        Subgroup(SubgroupHeader header) {
            this.header = header;
        }

        @Override
        public void opened(OutgoingStream stream, org.moqj.core.spi.transport.SendStream transport) {
            streams.put(
                    stream,
                    owner.priorities()
                            .add(
                                    transport,
                                    Publication.this,
                                    subscriberPriority,
                                    header.publisherPriority(),
                                    groupOrder,
                                    header.groupId(),
                                    header.subgroupId()));
        }

        @Override
        public void check(MoqObject object) {
            if (object.groupId() != header.groupId()) {
                throw new IllegalArgumentException(object + " is not of group " + header.groupId());
            }
        }

        @Override
        public void writeHeader(ByteBuf out) {
            owner.layout().writeSubgroupHeader(out, subscribeId(), trackAlias(), header);
        }

        @Override
        public void writeFields(ByteBuf out, MoqObject object) {
            ObjectWriter.writeSubgroupFields(out, object);
        }

        @Override
        public void written(MoqObject object) {
            noteSent(object);
        }

        @Override
        public void closed(OutgoingStream stream, boolean finished) {
            StreamPriorities.Entry entry = streams.remove(stream);
            if (entry != null && finished) {
                owner.priorities().finish(entry);
            } else if (entry != null) {
                owner.priorities().remove(entry);
            }
        }
    }
}
