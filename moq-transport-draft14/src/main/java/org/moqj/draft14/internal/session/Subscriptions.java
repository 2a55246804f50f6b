package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Feature;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.message.Publish;
import org.moqj.draft14.internal.message.PublishDone;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeOk;

/** Our subscriptions, by the id of their SUBSCRIBE or PUBLISH. Confined to the session's event loop. */
final class Subscriptions {

    private final Link link;
    private final Support support;
    private final OutgoingRequests requests;
    private final TrackAliases aliases;
    private final EarlyData early;
    private final KnownTracks tracks;
    private final Map<Long, Subscription> byId = new HashMap<>();
    private final Map<FullTrackName, Subscription> byTrack = new HashMap<>();
    private BiConsumer<FullTrackName, String> malformedTrack = (track, why) -> {};

    Subscriptions(
            Link link,
            Support support,
            OutgoingRequests requests,
            TrackAliases aliases,
            EarlyData early,
            KnownTracks tracks) {
        this.link = link;
        this.support = support;
        this.requests = requests;
        this.aliases = aliases;
        this.early = early;
        this.tracks = tracks;
        link.atEnd(() -> List.copyOf(byId.values()).forEach(Subscription::onSessionEnd));
    }

    OutgoingRequests requests() {
        return requests;
    }

    KnownTracks tracks() {
        return tracks;
    }

    TrackAliases aliases() {
        return aliases;
    }

    void checkSupported(Feature feature) {
        support.check(feature);
    }

    /** Names who else has to leave a track that is malformed. */
    void whenMalformed(BiConsumer<FullTrackName, String> told) {
        malformedTrack = told;
    }

    SubscribeHandle subscribe(SubscribeRequest request, SubscribeListener listener) {
        checkNotSubscribed(request.track());
        Subscription subscription = new Subscription(link, this, request, listener);
        requests.submit(subscription);
        byTrack.put(request.track(), subscription);
        return subscription;
    }

    private void checkNotSubscribed(FullTrackName track) {
        if (isSubscribed(track)) {
            throw MoqRequestException.notPossible(
                    null,
                    DraftSession.describe("SUBSCRIBE", track) + " is not possible twice in one session",
                    "share the first subscription");
        }
    }

    /** Returns whether there is a subscription to {@code track}, answered or not. */
    boolean isSubscribed(FullTrackName track) {
        return byTrack.containsKey(track);
    }

    /** Returns the subscription that the peer's PUBLISH makes. */
    Subscription born(Publish publish, SubscribeRequest wanted, SubscribeListener listener, Runnable whenOver) {
        Subscription subscription = new Subscription(link, this, wanted, listener);
        byTrack.put(publish.track(), subscription);
        subscription.bornOf(publish, whenOver);
        return subscription;
    }

    /** Nothing more is wanted of {@code alias}. */
    void retire(long alias) {
        aliases.retire(alias);
        early.discard(alias);
    }

    void sent(Subscription subscription) {
        byId.put(subscription.requestId(), subscription);
    }

    void left(Subscription subscription) {
        byTrack.remove(subscription.track(), subscription);
        if (subscription.state() == SubscriptionState.OVER) {
            byId.remove(subscription.requestId(), subscription);
        }
    }

    void onSubscribeOk(SubscribeOk ok) throws ProtocolViolation {
        Subscription subscription = byId.get(ok.requestId());
        if (subscription == null) {
            requests.unexpectedAnswer("SUBSCRIBE_OK", ok.requestId());
        } else {
            subscription.onOk(ok);
        }
    }

    void onSubscribeError(SubscribeError error) throws ProtocolViolation {
        Subscription subscription = byId.get(error.requestId());
        if (subscription == null) {
            requests.unexpectedAnswer("SUBSCRIBE_ERROR", error.requestId());
        } else {
            subscription.onError(error);
        }
    }

    /** The publisher is done; returns false where no subscription of ours has this id. */
    boolean onPublishDone(PublishDone done) throws ProtocolViolation {
        Subscription subscription = byId.get(done.requestId());
        if (subscription == null) {
            return false;
        }
        subscription.onDone(done);
        return true;
    }

    /** Hands to {@code subscription} what came before its alias was known, as long as it wants it. */
    void releaseEarly(long alias, Subscription subscription) throws ProtocolViolation {
        EarlyData.EarlyStream stream = nextStream(alias, subscription);
        while (stream != null) {
            subscription.take(stream.header(), stream.stream());
            stream = nextStream(alias, subscription);
        }
        ObjectDatagram datagram = nextDatagram(alias, subscription);
        while (datagram != null) {
            subscription.take(datagram);
            datagram = nextDatagram(alias, subscription);
        }
    }

    private EarlyData.@Nullable EarlyStream nextStream(long alias, Subscription subscription) {
        return isBound(alias, subscription) ? early.nextStream(alias) : null;
    }

    private @Nullable ObjectDatagram nextDatagram(long alias, Subscription subscription) {
        return isBound(alias, subscription) ? early.nextDatagram(alias) : null;
    }

    private boolean isBound(long alias, Subscription subscription) {
        return !link.isOver() && subscription.equals(aliases.find(alias));
    }

    /** Leaves {@code track} with all requests for it. */
    void malformed(FullTrackName track, String why) {
        Subscription subscription = byTrack.get(track);
        if (subscription != null) {
            subscription.leaveMalformed(why);
        }
        malformedTrack.accept(track, why);
    }
}
