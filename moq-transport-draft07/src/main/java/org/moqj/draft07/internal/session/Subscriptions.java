package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.TrackNames;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DataLayout;
import org.moqj.draft07.internal.data.Draft07Layout;
import org.moqj.draft07.internal.data.MoqRsLayout;
import org.moqj.draft07.internal.message.Filter;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.SessionCode;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeDone;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeOk;
import org.moqj.draft07.internal.message.VersionParameter;

/**
 * This end's subscriptions: by Subscribe ID, by Track Alias and by track (draft-07, section 6.4). Confined to the
 * session's event loop.
 */
final class Subscriptions {

    /** How often a publisher may ask for another alias before its refusal counts. */
    static final int MAX_ALIAS_RETRIES = 3;

    /** Aliases begin here, far from every Subscribe ID: the first number of a stream then tells its layout. */
    private static final long FIRST_ALIAS = 0x2000_0000;

    private final Link link;
    private final OutgoingRequests ids;
    private final EarlyData early;
    private final Map<Long, Subscription> byId = new HashMap<>();
    private final Map<Long, Subscription> byAlias = new HashMap<>();
    private final Map<FullTrackName, Subscription> byTrack = new HashMap<>();
    private @Nullable DataLayout layout;

    Subscriptions(Link link, OutgoingRequests ids) {
        this.link = link;
        this.ids = ids;
        this.early = new EarlyData(link.limits());
    }

    /** Returns an alias that no subscription has, not even one that a publisher chose. */
    long freeAlias(long subscribeId) {
        long alias = FIRST_ALIAS + subscribeId;
        while (byAlias.containsKey(alias)) {
            alias++;
        }
        return alias;
    }

    EarlyData early() {
        return early;
    }

    /** Returns the layout of this session's data streams; asked once SETUP is through. */
    DataLayout layout() {
        if (layout == null) {
            layout = link.peer().has(Quirk.SUBSCRIBE_ID_IN_DATA_HEADERS)
                    ? new MoqRsLayout(number -> byAlias.containsKey(number) && !byId.containsKey(number))
                    : Draft07Layout.INSTANCE;
        }
        return layout;
    }

    SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener listener) {
        link.peer().requirePublisher("SUBSCRIBE");
        TrackNames.requireTaken(link.peer().profile(), "SUBSCRIBE", request.track());
        if (!request.forward()) {
            throw new UnsupportedFeatureException(Feature.FORWARD, "draft-07", "objects always flow");
        }
        Filter filter = Filters.toWire(request.filter());
        if (filter instanceof Filter.AbsoluteStart || filter instanceof Filter.AbsoluteRange) {
            link.peer().requireTakes(Feature.FILTER_ABSOLUTE);
        }
        AuthTokens.of(request.tokens()); // refuses what cannot be sent, before anything is
        if (byTrack.containsKey(request.track())) {
            throw MoqRequestException.notPossible(
                    null,
                    DraftSession.describe("SUBSCRIBE", request.track()) + ": the session has subscribed to it already",
                    "draft-07 allows one subscription a track and session");
        }
        Subscription subscription = new Subscription(link, this, request, filter, listener);
        byTrack.put(request.track(), subscription);
        try {
            ids.assign(subscription);
        } catch (RuntimeException e) {
            over(subscription); // nothing was sent, so the track can be asked for again
            throw e;
        }
        return subscription;
    }

    void sent(Subscription subscription) {
        byId.put(subscription.subscribeId(), subscription);
        byAlias.put(subscription.trackAlias(), subscription);
        SubscribeRequest request = subscription.request();
        Parameters parameters = TimeParameter.add(
                AuthTokens.of(request.tokens()), VersionParameter.DELIVERY_TIMEOUT, request.deliveryTimeout());
        link.control()
                .send(new Subscribe(
                        subscription.subscribeId(),
                        subscription.trackAlias(),
                        request.track().namespace(),
                        request.track().name(),
                        request.subscriberPriority(),
                        request.groupOrder(),
                        subscription.filter(),
                        parameters));
    }

    /** Asks again, under the alias that the publisher wants. */
    void retry(Subscription subscription, long wantedAlias) throws ProtocolViolation {
        if (byAlias.containsKey(wantedAlias)) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.INVALID,
                    SessionCode.DUPLICATE_TRACK_ALIAS.code(),
                    "Track Alias",
                    wantedAlias + " is in use already");
        }
        byId.remove(subscription.subscribeId());
        byAlias.remove(subscription.trackAlias());
        ids.assign(subscription);
    }

    /** The publisher is done: the track may be subscribed to again, though streams may still come. */
    void draining(Subscription subscription) {
        byTrack.remove(subscription.request().track(), subscription);
    }

    void over(Subscription subscription) {
        ids.withdraw(subscription);
        byTrack.remove(subscription.request().track(), subscription);
        byId.remove(subscription.subscribeId(), subscription);
        byAlias.remove(subscription.trackAlias(), subscription);
    }

    void onOk(SubscribeOk message) throws ProtocolViolation {
        Subscription subscription = find(message.subscribeId());
        if (subscription != null) {
            subscription.onOk(message);
        }
    }

    void onError(SubscribeError message) throws ProtocolViolation {
        Subscription subscription = find(message.subscribeId());
        if (subscription != null) {
            subscription.onError(message);
        }
    }

    void onDone(SubscribeDone message) throws ProtocolViolation {
        Subscription subscription = find(message.subscribeId());
        if (subscription != null) {
            subscription.onDone(message);
        }
    }

    @Nullable
    Subscription byId(long subscribeId) {
        return byId.get(subscribeId);
    }

    @Nullable
    Subscription byAlias(long trackAlias) {
        return byAlias.get(trackAlias);
    }

    void release() {
        for (Subscription subscription : List.copyOf(byId.values())) {
            subscription.release();
        }
        byId.clear();
        byAlias.clear();
        byTrack.clear();
    }

    /** Returns null for a subscription that was given up here, whose answer was on its way. */
    private @Nullable Subscription find(long subscribeId) throws ProtocolViolation {
        ids.requireAssigned(subscribeId);
        return byId.get(subscribeId);
    }
}
