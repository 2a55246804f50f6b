package org.moqj.draft14.internal.session;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.RequestError;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.ExtensionHeaders;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.data.ObjectParser;
import org.moqj.draft14.internal.data.StreamFault;
import org.moqj.draft14.internal.data.SubgroupParser;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.ReasonPhrase;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.Unsubscribe;
import org.moqj.draft14.internal.session.SubscriptionState.Event;

/** A subscription of ours, born of SUBSCRIBE or of the peer's PUBLISH. Confined to the session's event loop. */
final class Subscription implements SubscribeHandle, StreamOwner, OutgoingRequests.Request {

    private final Link link;
    private final Subscriptions all;
    private final SubscribeRequest request;
    private final Filter filter;
    private final SubscribeListener listener;
    private final Set<IncomingUniStream> streams = new LinkedHashSet<>();
    private SubscriptionState state = SubscriptionState.WAITING;
    private long requestId = -1;
    private long trackAlias = -1;
    private long streamsSeen;
    private boolean datagramsSeen;
    private Optional<Location> largest = Optional.empty();
    private LocationRange range = LocationRange.from(Location.ZERO);
    private @Nullable TrackRules rules;
    private @Nullable Draining draining;
    private @Nullable UpdateRequest update;
    private @Nullable Publish publish;
    private @Nullable PublishDone earlyDone;
    private boolean offered;
    private Runnable whenOver = () -> {};

    Subscription(Link link, Subscriptions all, SubscribeRequest request, SubscribeListener listener) {
        this.link = link;
        this.all = all;
        this.request = request;
        this.filter = Filters.toDraft(request.filter());
        this.listener = listener;
    }

    FullTrackName track() {
        return request.track();
    }

    Filter filter() {
        return filter;
    }

    long requestId() {
        return requestId;
    }

    SubscriptionState state() {
        return state;
    }

    /** Returns the largest location that the publisher told when it agreed. */
    Optional<Location> largest() {
        return largest;
    }

    /** Returns whether a fetch can join this: it was born of SUBSCRIBE, and is not over. */
    boolean isJoinable() {
        return !offered
                && filter.type() == Filter.Type.LARGEST_OBJECT
                && (state == SubscriptionState.PENDING || state == SubscriptionState.ACTIVE);
    }

    // The request and its answer

    @Override
    public ControlMessage message(long id) {
        return new Subscribe(
                id,
                request.track(),
                request.subscriberPriority(),
                request.groupOrder(),
                request.forward(),
                filter,
                ParameterLists.empty()
                        .time(KnownParameter.DELIVERY_TIMEOUT, request.deliveryTimeout())
                        .tokens(request.tokens())
                        .build());
    }

    @Override
    public void sent(long id) {
        state = own(Event.SENT);
        requestId = id;
        all.sent(this);
    }

    /** Makes this the subscription of the peer's PUBLISH; {@link #begin} has to follow. */
    void bornOf(Publish offer, Runnable over) {
        publish = offer;
        offered = true;
        trackAlias = offer.trackAlias();
        whenOver = over;
        sent(offer.requestId());
    }

    /** Lets the objects of an accepted PUBLISH through. */
    void begin(SubscriptionGranted granted, @Nullable PublishDone alreadyDone) throws ProtocolViolation {
        publish = null;
        if (state == SubscriptionState.ABANDONED) {
            over(own(Event.OK));
            return;
        }
        grant(trackAlias, granted);
        PublishDone done = alreadyDone != null ? alreadyDone : earlyDone;
        if (done != null && state == SubscriptionState.ACTIVE) {
            onDone(done);
        }
    }

    void onOk(SubscribeOk ok) throws ProtocolViolation {
        if (state == SubscriptionState.ABANDONED) {
            all.aliases().check(ok.trackAlias(), track());
            if (all.aliases().find(ok.trackAlias()) == null) { // else a later subscription to the track lives by it
                trackAlias = ok.trackAlias();
            }
            over(peers(Event.OK));
            return;
        }
        Parameters parameters = ok.parameters();
        grant(
                ok.trackAlias(),
                new SubscriptionGranted(
                        ParameterLists.duration(ok.expires()),
                        ok.groupOrder(),
                        ok.largestLocation(),
                        ParameterLists.time(parameters, KnownParameter.DELIVERY_TIMEOUT),
                        ParameterLists.time(parameters, KnownParameter.MAX_CACHE_DURATION)));
    }

    private void grant(long alias, SubscriptionGranted granted) throws ProtocolViolation {
        SubscriptionState next = peers(Event.OK);
        all.aliases().bind(alias, this);
        state = next;
        trackAlias = alias;
        largest = granted.largest();
        range = filter.range(largest);
        rules = all.tracks().join(track());
        listener.onOk(granted);
        all.releaseEarly(alias, this);
    }

    void onError(SubscribeError error) throws ProtocolViolation {
        boolean wanted = state == SubscriptionState.PENDING;
        over(peers(Event.ERROR));
        if (wanted) {
            listener.onError(RequestCodes.SUBSCRIBE.refused(
                    DraftSession.describe("SUBSCRIBE", track()), error.errorCode(), error.errorReason()));
        }
    }

    // Its end

    void onDone(PublishDone message) throws ProtocolViolation {
        if (publish != null) {
            earlyDone = message;
            return;
        }
        if (state == SubscriptionState.ABANDONED) {
            return;
        }
        state = peers(Event.DONE);
        withdrawUpdate();
        draining = new Draining(link, message, streamsSeen, datagramsSeen, graceTime(), this::checkDrained);
        checkDrained();
    }

    private Duration graceTime() {
        Duration configured = link.options().doneTimeout();
        return request.deliveryTimeout()
                .filter(timeout -> timeout.compareTo(configured) > 0)
                .orElse(configured);
    }

    private void checkDrained() {
        Draining waiting = draining;
        if (state == SubscriptionState.ENDING && waiting != null && waiting.isOver(streamsSeen, !streams.isEmpty())) {
            over(own(Event.DRAINED));
            tellEnd(waiting.message());
        }
    }

    /** The session is over: what would only have waited for late datagrams has come to its own end. */
    void onSessionEnd() {
        Draining waiting = draining;
        if (state == SubscriptionState.ENDING
                && waiting != null
                && waiting.allStreamsCame(streamsSeen, !streams.isEmpty())) {
            over(own(Event.DRAINED));
            tellEnd(waiting.message());
        }
    }

    private void tellEnd(PublishDone message) {
        String reason = ReasonPhrase.text(message.errorReason());
        boolean ownCodes = link.has(PeerProfile.Quirk.OWN_DONE_CODES);
        listener.onDone(
                ownCodes
                        ? DoneCode.ofOwnCode(message.statusCode(), reason)
                        : DoneCode.toCore(message.statusCode(), reason));
    }

    @Override
    public boolean isWaiting() {
        return state == SubscriptionState.WAITING;
    }

    @Override
    public void cancel() {
        if (!link.isOver()) {
            leave();
        }
    }

    private void leave() {
        SubscriptionState before = state;
        SubscriptionState next = own(Event.CANCEL);
        withdrawUpdate();
        if (before == SubscriptionState.WAITING) {
            all.requests().withdraw(this);
        } else if (before == SubscriptionState.PENDING || before == SubscriptionState.ACTIVE) {
            link.send(new Unsubscribe(requestId));
        }
        over(next);
    }

    /** The track breaks the rules of its own structure: the draft has us leave it (section 2.5). */
    @Override
    public void malformed(String why) {
        all.malformed(track(), why);
    }

    /** Leaves because the track is malformed, and says so. */
    void leaveMalformed(String why) {
        if (state == SubscriptionState.ACTIVE || state == SubscriptionState.ENDING) {
            leave();
            listener.onDone(DoneCode.toCore(DoneCode.MALFORMED_TRACK.code(), why));
        }
    }

    private void over(SubscriptionState next) {
        state = next;
        if (draining != null) {
            draining.stop();
        }
        if (rules != null) {
            rules = null;
            all.tracks().leave(track());
        }
        all.left(this);
        if (trackAlias >= 0) {
            all.retire(trackAlias);
        }
        for (IncomingUniStream stream : List.copyOf(streams)) {
            stream.stop(StreamCode.CANCELLED);
        }
        if (next == SubscriptionState.OVER) {
            whenOver.run();
        }
    }

    // Objects

    /** Returns what is known of the track; objects come only between the grant and the end. */
    private TrackRules rules() {
        return Objects.requireNonNull(rules);
    }

    /** A stream of this subscription begins. */
    void take(SubgroupStreamHeader header, IncomingUniStream stream) throws ProtocolViolation {
        streamsSeen++;
        streams.add(stream);
        boolean gapsFit = !link.has(PeerProfile.Quirk.RENUMBERED_OBJECTS);
        stream.flow(this, new SubgroupParser(header, link.limits(), link.unfinished(), gapsFit));
    }

    @Override
    public SubgroupReceiver begin(IncomingUniStream stream, ObjectParser parser) {
        SubgroupHeader header = ((SubgroupParser) parser).header();
        boolean endIsFinal = !link.has(PeerProfile.Quirk.FIN_INSIDE_OBJECT);
        return new SubgroupIntake(this, header, listener.onSubgroup(header, stream), rules(), endIsFinal);
    }

    @Override
    public void ended(IncomingUniStream stream) {
        streams.remove(stream);
        if (state == SubscriptionState.ENDING && draining != null && stream.wasHeldBack()) {
            draining.beginAnew();
        }
        checkDrained();
    }

    /** A datagram of this subscription arrived. */
    void take(ObjectDatagram datagram) {
        datagramsSeen = true;
        if (draining != null) {
            draining.onDatagram();
        }
        MoqObject object = datagram.object();
        boolean gapsFit = !link.has(PeerProfile.Quirk.RENUMBERED_OBJECTS);
        try {
            ExtensionHeaders.check(object.extensionHeaders(), object.groupId(), object.objectId(), gapsFit);
        } catch (StreamFault e) {
            malformed(String.valueOf(e.getMessage()));
            return;
        }
        GroupRules group = rules().group(object.groupId());
        String wrong = rules().check(group, object);
        if (wrong == null && datagram.endOfGroup()) {
            wrong = group.end(object.objectId() + 1);
        }
        if (wrong != null) {
            malformed(wrong);
        } else {
            listener.onDatagram(object, datagram.endOfGroup());
        }
    }

    // Updates

    @Override
    public LocationRange range() {
        return range;
    }

    @Override
    public void update(SubscriptionUpdate wanted) {
        if (link.isOver() || state == SubscriptionState.ENDING || state == SubscriptionState.OVER) {
            return;
        }
        if (state != SubscriptionState.ACTIVE) {
            throw new IllegalStateException("The subscription was not answered yet");
        }
        all.checkSupported(Feature.SUBSCRIBE_UPDATE);
        checkNarrows(wanted.range());
        SubscriptionUpdate merged = UpdateRequest.merged(update, wanted);
        withdrawUpdate(); // the newer one says all that it would
        update = new UpdateRequest(merged, requestId);
        range = wanted.range();
        all.requests().submit(update);
    }

    private void checkNarrows(LocationRange wanted) {
        if (wanted.end().isPresent() && wanted.end().get().object() != Location.MAX_ID) {
            throw new UnsupportedFeatureException(
                    Feature.FILTER_ABSOLUTE, MoqDraft.DRAFT_14.toString(), "a range ends with a whole group");
        }
        if (wanted.isEmpty() || !Ranges.isWithin(wanted, range)) {
            throw MoqRequestException.notPossible(
                    RequestError.INVALID_RANGE,
                    "A subscription of " + range + " cannot become one of " + wanted,
                    "subscriptions only become narrower: unsubscribe and subscribe anew");
        }
    }

    private void withdrawUpdate() {
        if (update != null) {
            all.requests().withdraw(update);
            update = null;
        }
    }

    private SubscriptionState own(Event event) {
        return Transitions.ours(state.after(event), event, state);
    }

    private SubscriptionState peers(Event event) throws ProtocolViolation {
        return Transitions.peers(state.after(event), event, state, requestId);
    }
}
