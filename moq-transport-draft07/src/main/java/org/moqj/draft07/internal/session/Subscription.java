package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerText;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionUpdate;
import org.moqj.core.spi.transport.SessionExecutor.Timer;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.SubgroupStreamHeader;
import org.moqj.draft07.internal.message.EndObject;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeDoneCode;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeErrorCode;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.moqj.draft07.internal.message.VersionParameter;
import org.moqj.draft07.internal.session.SubscriptionState.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of ours (draft-07, sections 6.4 to 6.6, 6.15, 6.16 and 6.19). Confined to the session's event loop.
 */
final class Subscription implements SubscribeHandle, OutgoingRequests.Request {

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final Link link;
    private final Subscriptions subscriptions;
    private final SubscribeRequest request;
    private final Filter filter;
    private final SubscribeListener listener;
    private final Set<IncomingUniStream> streams = new LinkedHashSet<>();
    private final List<MoqObject> earlyDatagrams = new ArrayList<>();
    private SubscriptionState state = SubscriptionState.WAITING;
    private OptionalLong offeredAlias = OptionalLong.empty();
    private long subscribeId = -1;
    private long trackAlias = -1;
    private LocationRange range = LocationRange.from(Location.ZERO);
    private int retries;
    private long largestGroup = -1;
    private long largestObject = -1;
    private EarlyObjects early = EarlyObjects.KEPT;
    private @Nullable ForwardingPreference preference;
    private @Nullable SubscribeDone done;
    private @Nullable Timer timer;

    /** Whether objects overtook the answer and are not held any more: a refusal after them is a violation still. */
    private enum EarlyObjects {
        KEPT,
        DROPPED
    }

    Subscription(
            Link link,
            Subscriptions subscriptions,
            SubscribeRequest request,
            Filter filter,
            SubscribeListener listener) {
        this.link = link;
        this.subscriptions = subscriptions;
        this.request = request;
        this.filter = filter;
        this.listener = listener;
    }

    SubscribeRequest request() {
        return request;
    }

    Filter filter() {
        return filter;
    }

    long subscribeId() {
        return subscribeId;
    }

    long trackAlias() {
        return trackAlias;
    }

    // -- what core asks for

    @Override
    public void send(long assignedId) {
        move(Event.SENT);
        subscribeId = assignedId;
        trackAlias = offeredAlias.orElse(subscriptions.freeAlias(assignedId));
        subscriptions.sent(this);
    }

    @Override
    public LocationRange range() {
        return range;
    }

    @Override
    public void update(SubscriptionUpdate update) {
        link.peer().requireTakes(Feature.SUBSCRIBE_UPDATE);
        AuthTokens.requireNone(update.tokens(), "SUBSCRIBE_UPDATE");
        if (state != SubscriptionState.ACTIVE) {
            return;
        }
        range = update.range();
        Location start = update.range().start();
        Optional<Location> end = update.range().end();
        Parameters parameters =
                TimeParameter.add(Parameters.NONE, VersionParameter.DELIVERY_TIMEOUT, update.deliveryTimeout());
        link.control()
                .send(new SubscribeUpdate(
                        subscribeId,
                        start.group(),
                        start.object(),
                        end.map(last -> last.group() + 1).orElse(0L),
                        end.map(last -> EndObject.plusOne(last.object())).orElse(0L),
                        update.subscriberPriority(),
                        parameters));
    }

    @Override
    public boolean isWaiting() {
        return state == SubscriptionState.WAITING;
    }

    @Override
    public void cancel() {
        if (state == SubscriptionState.OVER) {
            return;
        }
        if (state == SubscriptionState.PENDING || state == SubscriptionState.ACTIVE) {
            link.control().send(new Unsubscribe(subscribeId));
        }
        move(Event.CANCELLED);
        end();
    }

    // -- what the publisher answers

    void onOk(SubscribeOk message) throws ProtocolViolation {
        state = Transitions.byPeer(state.next(Event.OK), "SUBSCRIBE_OK", state);
        stopTimer();
        range = filter.range(message.largest());
        listener.onOk(new SubscriptionGranted(
                message.expires() == 0 ? Optional.empty() : Optional.of(java.time.Duration.ofMillis(message.expires())),
                message.groupOrder(),
                message.largest(),
                TimeParameter.read(message.parameters(), VersionParameter.DELIVERY_TIMEOUT),
                TimeParameter.read(message.parameters(), VersionParameter.MAX_CACHE_DURATION)));
        releaseEarlyData();
    }

    void onError(SubscribeError message) throws ProtocolViolation {
        if (early == EarlyObjects.DROPPED || holdsObjects()) {
            throw ProtocolViolation.invalid("Subscribe ID", "SUBSCRIBE_ERROR after objects");
        }
        boolean retry = message.errorCode() == SubscribeErrorCode.RETRY_TRACK_ALIAS.code()
                && retries < Subscriptions.MAX_ALIAS_RETRIES;
        state = Transitions.byPeer(state.next(retry ? Event.RETRY : Event.ERROR), "SUBSCRIBE_ERROR", state);
        if (retry) {
            retries++;
            offeredAlias = OptionalLong.of(message.trackAlias());
            subscriptions.retry(this, message.trackAlias());
            return;
        }
        end();
        listener.onError(MoqRequestException.refused(
                DraftSession.describe("SUBSCRIBE", request.track()),
                message.errorCode(),
                SubscribeErrorCode.name(message.errorCode()),
                SubscribeErrorCode.meaning(message.errorCode()).orElse(null),
                ReasonPhrase.text(message.reasonPhrase())));
    }

    void onDone(SubscribeDone message) throws ProtocolViolation {
        state = Transitions.byPeer(state.next(Event.DONE), "SUBSCRIBE_DONE", state);
        done = message;
        subscriptions.draining(this);
        startGraceTimer();
        drainIfComplete();
    }

    // -- what arrives on data streams

    /** Places a stream whose header has been read: with the listener, or among what waits for SUBSCRIBE_OK. */
    void onStream(IncomingUniStream stream, SubgroupStreamHeader header) throws ProtocolViolation {
        use(ForwardingPreference.SUBGROUP);
        if (state == SubscriptionState.PENDING) {
            holdStream(stream, header);
        } else {
            streams.add(stream);
            startStream(stream, header);
        }
    }

    void onDatagram(MoqObject object) throws ProtocolViolation {
        use(ForwardingPreference.DATAGRAM);
        if (state == SubscriptionState.PENDING) {
            holdDatagram(object);
        } else {
            deliver(object);
        }
    }

    /** Takes note of an object before it is delivered. */
    void received(MoqObject object) {
        boolean larger = object.groupId() > largestGroup
                || (object.groupId() == largestGroup && object.objectId() > largestObject);
        if (larger) {
            largestGroup = object.groupId();
            largestObject = object.objectId();
        }
    }

    /** Takes note that one of this subscription's streams is over. */
    void streamEnded(IncomingUniStream stream) {
        streams.remove(stream);
        if (state == SubscriptionState.DRAINING && timer != null) {
            startGraceTimer(); // others may follow
        }
        drainIfComplete();
    }

    /** Frees what is held, without a word to anybody. */
    void release() {
        stopTimer();
        for (IncomingUniStream stream : List.copyOf(streams)) {
            stream.release();
        }
        forgetEarlyDatagrams();
    }

    /** Shows a stream to the listener. */
    void startStream(IncomingUniStream stream, SubgroupStreamHeader header) {
        SubgroupHeader shown =
                new SubgroupHeader(header.groupId(), header.subgroupId(), header.publisherPriority(), false, false);
        SubgroupReceiver receiver = listener.onSubgroup(shown, stream);
        stream.flowTo(receiver);
    }

    private void deliver(MoqObject object) {
        received(object);
        listener.onDatagram(object, false);
        drainIfComplete();
    }

    /** One forwarding preference a track; moq-rs, which ends sessions itself over a mix, is not held to it. */
    private void use(ForwardingPreference used) throws ProtocolViolation {
        if (preference == null) {
            preference = used;
        } else if (preference != used && subscriptions.layout().insistsOnOrder()) {
            throw ProtocolViolation.invalid("Object Forwarding Preference", "is " + used + " after " + preference);
        }
    }

    // -- what overtook SUBSCRIBE_OK

    private void holdStream(IncomingUniStream stream, SubgroupStreamHeader header) {
        if (subscriptions.early().holdStream()) {
            streams.add(stream);
            stream.hold(header);
            startEarlyTimer();
        } else {
            log.debug("session={} id={} stream refused: too many wait already", link.sessionId(), subscribeId);
            stream.refuse();
        }
    }

    private void holdDatagram(MoqObject object) {
        if (subscriptions.early().holdDatagram()) {
            earlyDatagrams.add(object);
            startEarlyTimer();
        } else {
            early = EarlyObjects.DROPPED;
            log.debug("session={} id={} datagram dropped: too many wait already", link.sessionId(), subscribeId);
        }
    }

    private void startEarlyTimer() {
        if (timer == null) {
            timer = link.after(link.options().earlyDataTimeout(), this::dropEarlyData);
        }
    }

    private boolean holdsObjects() {
        return !earlyDatagrams.isEmpty() || streams.stream().anyMatch(IncomingUniStream::hasHeldData);
    }

    private void dropEarlyData() {
        timer = null;
        if (holdsObjects()) {
            early = EarlyObjects.DROPPED;
        }
        log.debug("session={} id={} early data dropped: no answer in time", link.sessionId(), subscribeId);
        for (IncomingUniStream stream : List.copyOf(streams)) {
            stream.refuse();
        }
        forgetEarlyDatagrams();
    }

    private void releaseEarlyData() throws ProtocolViolation {
        List<MoqObject> datagrams = List.copyOf(earlyDatagrams);
        forgetEarlyDatagrams();
        for (IncomingUniStream stream : List.copyOf(streams)) {
            if (state != SubscriptionState.ACTIVE || link.shutdown().isOver()) {
                return; // the listener ended it; cancel() has stopped the streams
            }
            stream.resume();
        }
        for (MoqObject object : datagrams) {
            if (state == SubscriptionState.ACTIVE && !link.shutdown().isOver()) {
                deliver(object);
            }
        }
    }

    private void forgetEarlyDatagrams() {
        subscriptions.early().releaseDatagrams(earlyDatagrams.size());
        earlyDatagrams.clear();
    }

    // -- the end

    private void drainIfComplete() {
        SubscribeDone message = done;
        if (state != SubscriptionState.DRAINING || message == null || !streams.isEmpty()) {
            return;
        }
        boolean nothingSent = message.finalLocation().isEmpty() && largestGroup < 0;
        boolean allReached = message.finalLocation().isPresent()
                && !new Location(Math.max(0, largestGroup), Math.max(0, largestObject))
                        .isBefore(message.finalLocation().get())
                && largestGroup >= 0;
        if (nothingSent || allReached) {
            drained();
        }
    }

    private void startGraceTimer() {
        stopTimer();
        timer = link.after(link.options().doneTimeout(), this::graceOver);
    }

    /** What is missing has had its time; a stream that goes on, or that its reader holds back, is not missing. */
    private void graceOver() {
        timer = null;
        boolean goesOn = false;
        for (IncomingUniStream stream : streams) {
            goesOn |= stream.goesOn();
        }
        if (goesOn) {
            startGraceTimer();
        } else {
            drained();
        }
    }

    private void drained() {
        SubscribeDone message = done;
        if (state != SubscriptionState.DRAINING || message == null) {
            return;
        }
        move(Event.DRAINED);
        end();
        listener.onDone(new SubscriptionDone(
                SubscribeDoneCode.meaning(message.statusCode()),
                message.statusCode(),
                SubscribeDoneCode.name(message.statusCode()),
                ReasonPhrase.text(message.reasonPhrase()),
                message.finalLocation()));
    }

    /** Forgets the subscription; streams that are still open are stopped. */
    private void end() {
        stopTimer();
        subscriptions.over(this);
        for (IncomingUniStream stream : List.copyOf(streams)) {
            stream.refuse();
        }
        streams.clear();
        forgetEarlyDatagrams();
    }

    private void move(Event event) {
        state = Transitions.ours(state.next(event), event, state);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Returns what this is, for logs and messages. */
    @Override
    public String toString() {
        return "SUBSCRIBE " + PeerText.shown(request.track().toString()) + " " + state;
    }
}
