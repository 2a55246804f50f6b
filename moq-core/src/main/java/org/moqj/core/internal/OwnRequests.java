package org.moqj.core.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqException;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerText;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.Subscription;
import org.moqj.core.SubscriptionChange;
import org.moqj.core.TokenUse;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.SessionExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this end asks of the peer, and what has come of it. Confined to the session's executor. */
final class OwnRequests {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRequests.class);

    /** The priority of what everything else of a track waits for. */
    private static final int URGENT = 0;

    private final DraftSession draft;
    private final SessionExecutor executor;
    private final SessionOptions options;
    private final Callbacks callbacks;
    private final SupportedFeatures features;
    private final Tokens tokens;
    private final Supplier<SessionInfo> info;
    private final Set<Pending<?>> pending = new LinkedHashSet<>();
    private final Set<OutgoingSubscribe> subscriptions = new LinkedHashSet<>();
    private final Set<OutgoingFetch> fetches = new LinkedHashSet<>();
    private final Set<CoreNamespaceSubscription> discoveries = new LinkedHashSet<>();
    private final Map<TrackNamespace, CoreNamespace> namespaces = new HashMap<>();
    private @Nullable MoqException end;

    OwnRequests(
            DraftSession draft,
            SessionExecutor executor,
            SessionOptions options,
            Callbacks callbacks,
            SupportedFeatures features,
            Supplier<SessionInfo> info) {
        this.tokens = new Tokens(options, callbacks);
        this.info = info;
        this.features = features;
        this.draft = draft;
        this.executor = executor;
        this.options = options;
        this.callbacks = callbacks;
    }

    /** Makes one request in the session's draft. */
    private interface Request<T> {

        void make(Pending<T> waiting, List<AuthToken> tokens);
    }

    private TokenUse use(TokenUse.Kind kind, FullTrackName track) {
        return new TokenUse(
                kind, info.get().draft(), info.get().authority(), Optional.of(track.namespace()), Optional.of(track));
    }

    private TokenUse use(TokenUse.Kind kind, TrackNamespace namespace) {
        return new TokenUse(kind, info.get().draft(), info.get().authority(), Optional.of(namespace), Optional.empty());
    }

    /** Makes a request with the tokens that its options name, or once the provider has said which. */
    private <T> void request(
            String what, TokenUse use, List<AuthToken> named, CompletableFuture<T> future, Request<T> request) {
        Pending<T> waiting = begin(what, future);
        if (waiting != null) {
            prepare(what, use, named, waiting, request);
        }
    }

    private <T> void prepare(String what, TokenUse use, List<AuthToken> named, Pending<T> waiting, Request<T> request) {
        if (tokens.areThere(named)) {
            make(what, waiting, named, request);
            return;
        }
        waiting.prepare(executor, timeout());
        tokens.of(named, use)
                .whenComplete((given, error) -> Hops.offer(executor, () -> {
                    if (error != null) {
                        waiting.fail(error);
                    } else if (!waiting.isOver()) {
                        make(what, waiting, given, request);
                    }
                }));
    }

    /** Returns what waits for the answer; null where the session is over, or nobody wants it any more. */
    private <T> @Nullable Pending<T> begin(String what, CompletableFuture<T> future) {
        assert executor.inExecutor();
        if (end != null) {
            callbacks.fail(future, end);
            return null;
        }
        if (future.isDone()) {
            return null; // the user has given it up before it was made
        }
        Pending<T> waiting = new Pending<>(what, future, callbacks, pending::remove);
        pending.add(waiting);
        return waiting;
    }

    private static <T> void make(String what, Pending<T> waiting, List<AuthToken> tokens, Request<T> request) {
        try {
            request.make(waiting, tokens);
        } catch (MoqException | UnsupportedFeatureException e) {
            waiting.fail(e);
        } catch (RuntimeException e) {
            LOG.error("a request could not be made: {}", what, e);
            waiting.fail(e);
        }
    }

    private Duration timeout() {
        return options.requestTimeout();
    }

    /** How a subscription comes about: by SUBSCRIBE, or by agreeing to the peer's PUBLISH. */
    interface Agreement {

        SubscribeHandle agree(SubscribeRequest wanted, SubscribeListener listener);
    }

    void subscribe(FullTrackName track, SubscribeOptions wanted, CompletableFuture<Subscription> future) {
        String what = DraftSession.describe("SUBSCRIBE", track);
        request(
                what,
                use(TokenUse.Kind.SUBSCRIBE, track),
                wanted.tokens(),
                future,
                (waiting, given) -> subscribe(what, track, wanted, given, draft::subscribe, null, this::skip, waiting));
    }

    /** Changes a subscription with the tokens that the change names, or once the provider has said which. */
    private void update(
            OutgoingSubscribe subscription,
            SubscriptionChange change,
            CompletableFuture<SubscriptionChange> made,
            Runnable next) {
        String what = DraftSession.describe("SUBSCRIBE_UPDATE", subscription.track());
        Pending<SubscriptionChange> waiting = begin(what, made);
        if (waiting == null) {
            next.run();
            return;
        }
        waiting.ifFailed(next);
        TokenUse use = use(TokenUse.Kind.SUBSCRIBE_UPDATE, subscription.track());
        prepare(what, use, change.tokens(), waiting, (updating, given) -> {
            subscription.apply(change, given);
            updating.succeed(change, () -> {});
            next.run();
        });
    }

    /** Subscribes to the track of {@code to}'s name, for {@code to} to take its objects. */
    void relay(PublishedTrack to, SubscribeOptions wanted, CompletableFuture<Subscription> future) {
        String what = DraftSession.describe("SUBSCRIBE", to.name());
        request(
                what,
                use(TokenUse.Kind.SUBSCRIBE, to.name()),
                wanted.tokens(),
                future,
                (waiting, given) ->
                        subscribe(what, to.name(), wanted, given, draft::subscribe, to, this::fill, waiting));
    }

    /** Agrees to a track that the peer offers, which takes no tokens. */
    void agree(
            FullTrackName track,
            SubscribeOptions wanted,
            Agreement agreement,
            @Nullable PublishedTrack to,
            CompletableFuture<Subscription> future) {
        String what = DraftSession.describe("SUBSCRIBE", track);
        Pending<Subscription> waiting = begin(what, future);
        if (waiting != null) {
            make(
                    what,
                    waiting,
                    List.of(),
                    (made, none) -> subscribe(what, track, wanted, none, agreement, to, this::skip, made));
        }
    }

    private void subscribe(
            String what,
            FullTrackName track,
            SubscribeOptions wanted,
            List<AuthToken> given,
            Agreement agreement,
            @Nullable PublishedTrack to,
            Passage.Beginning beginning,
            Pending<Subscription> waiting) {
        SubscriptionIntake intake =
                new SubscriptionIntake(what, options.limits(), wanted.slowConsumer(), executor, callbacks);
        if (to != null) {
            intake.passTo(to, beginning);
        }
        SubscribeRequest asked = new SubscribeRequest(
                track,
                wanted.priority(),
                wanted.groupOrder(),
                wanted.forward(),
                wanted.filter(),
                wanted.deliveryTimeout(),
                given);
        OutgoingSubscribe subscription = new OutgoingSubscribe(
                asked, intake, waiting, executor, callbacks, features, subscriptions::remove, this::update);
        SubscribeHandle handle = agreement.agree(asked, subscription);
        subscriptions.add(subscription);
        waiting.ifFailed(() -> subscriptions.remove(subscription));
        subscription.begin(handle);
        waiting.begin(handle, executor, timeout());
    }

    private void begin(Passage passage, SubscriptionGranted granted) {
        passage.begin(granted, !info.get().peerProfile().has(PeerProfile.Quirk.UNTRUE_GROUP_ORDER));
    }

    /** The track is passed on from where its subscription begins. */
    private void skip(Passage passage, SubscriptionGranted granted, SubscribeHandle agreed) {
        begin(passage, granted);
        passage.joinedAt(agreed.range().start());
    }

    /** The track is passed on from the beginning of the group that its subscription joins, where that can be had. */
    private void fill(Passage passage, SubscriptionGranted granted, SubscribeHandle agreed) {
        begin(passage, granted);
        Location joined = agreed.range().start();
        if (joined.object() == 0 || !features.has(Feature.JOINING_FETCH)) {
            passage.joinedAt(joined);
            return;
        }
        GroupFill fill = new GroupFill(passage, joined, options.limits(), executor);
        FetchRequest.What beginning = new FetchRequest.RelativeJoining(agreed, 0);
        fill.begin(draft.fetch(new FetchRequest(beginning, URGENT, GroupOrder.ASCENDING, List.of()), fill), timeout());
    }

    void offer(PublishedTrack track, ServedTracks served, CompletableFuture<TrackPublisher> future) {
        String what = DraftSession.describe("PUBLISH", track.name());
        request(what, use(TokenUse.Kind.PUBLISH, track.name()), List.of(), future, (waiting, given) -> {
            OfferedTrack offered = new OfferedTrack(track, waiting, () -> served.newFeed(track), executor);
            SubscriptionSender sender = draft.publish(
                    new PublishRequest(
                            track.name(),
                            track.options().groupOrder(),
                            track.largest(),
                            false,
                            track.options().deliveryTimeout(),
                            Optional.empty(),
                            given),
                    offered);
            offered.begin(sender);
            waiting.begin(offered, executor, timeout());
        });
    }

    void fetch(
            String what,
            FullTrackName track,
            FetchRequest.What objects,
            FetchOptions wanted,
            CompletableFuture<Fetch> future) {
        request(what, use(TokenUse.Kind.FETCH, track), wanted.tokens(), future, (waiting, given) -> {
            SubscriptionIntake intake =
                    new SubscriptionIntake(what, options.limits(), SlowConsumer.BLOCK, executor, callbacks);
            ObjectSource source = new ObjectSource(intake, executor, callbacks);
            OutgoingFetch fetch = new OutgoingFetch(what, intake, waiting, source, fetches::remove);
            FetchHandle handle =
                    draft.fetch(new FetchRequest(objects, wanted.priority(), wanted.groupOrder(), given), fetch);
            fetches.add(fetch);
            waiting.ifFailed(() -> fetches.remove(fetch));
            fetch.begin(handle);
            waiting.begin(handle, executor, timeout());
        });
    }

    void trackStatus(FullTrackName track, CompletableFuture<TrackStatus> future) {
        request(
                DraftSession.describe("TRACK_STATUS", track),
                use(TokenUse.Kind.TRACK_STATUS, track),
                List.of(),
                future,
                (waiting, given) -> waiting.begin(
                        draft.trackStatus(new TrackStatusRequest(track, given), new AwaitedStatus(waiting)),
                        executor,
                        timeout()));
    }

    void subscribeNamespace(TrackNamespace prefix, CompletableFuture<NamespaceSubscription> future) {
        String what = "SUBSCRIBE_NAMESPACE " + PeerText.shown(prefix.toString());
        request(what, use(TokenUse.Kind.SUBSCRIBE_NAMESPACE, prefix), List.of(), future, (waiting, given) -> {
            CoreNamespaceSubscription following = new CoreNamespaceSubscription(
                    prefix, options.limits().maxNamespaces(), executor, callbacks, waiting, discoveries::remove);
            RequestHandle handle = draft.subscribeNamespace(new NamespaceRequest(prefix, given), following);
            discoveries.add(following);
            waiting.ifFailed(() -> discoveries.remove(following));
            following.begin(handle);
            waiting.begin(handle, executor, timeout());
        });
    }

    /** Takes a namespace that one of our discoveries wants to hear of, and returns whether one does. */
    boolean discovered(IncomingNamespace offer) {
        for (CoreNamespaceSubscription following : discoveries) {
            if (following.take(offer)) {
                return true;
            }
        }
        return false;
    }

    /** Announces a namespace, unless that was done already. */
    void announce(TrackNamespace namespace, CompletableFuture<PublishedNamespace> future) {
        assert executor.inExecutor();
        if (!future.isDone()) { // else the user has given it up before it was made
            announced(namespace).join(future);
        }
    }

    private CoreNamespace announced(TrackNamespace namespace) {
        CoreNamespace known = namespaces.get(namespace);
        if (known != null) {
            return known;
        }
        CoreNamespace announced = new CoreNamespace(namespace, executor, callbacks, namespaces::remove);
        namespaces.put(namespace, announced);
        request(
                "PUBLISH_NAMESPACE " + PeerText.shown(namespace.toString()),
                use(TokenUse.Kind.PUBLISH_NAMESPACE, namespace),
                List.of(),
                announced.taken(),
                (waiting, given) -> announced.begin(
                        draft.publishNamespace(new NamespaceRequest(namespace, given), announced), waiting, timeout()));
        return announced;
    }

    void unsubscribeAll() {
        List.copyOf(subscriptions).forEach(OutgoingSubscribe::close);
        List.copyOf(fetches).forEach(OutgoingFetch::close);
        List.copyOf(discoveries).forEach(CoreNamespaceSubscription::close);
    }

    void withdrawAll() {
        List.copyOf(namespaces.values()).forEach(CoreNamespace::withdraw);
    }

    /** The session is over, and so is everything on it. */
    void onSessionEnd(MoqException why) {
        end = why;
        List.copyOf(pending).forEach(waiting -> waiting.fail(why));
        List.copyOf(subscriptions).forEach(subscription -> subscription.onSessionEnd(why));
        List.copyOf(fetches).forEach(fetch -> fetch.onSessionEnd(why));
        List.copyOf(discoveries).forEach(following -> following.onSessionEnd(why));
        List.copyOf(namespaces.values()).forEach(namespace -> namespace.onSessionEnd(why));
    }
}
