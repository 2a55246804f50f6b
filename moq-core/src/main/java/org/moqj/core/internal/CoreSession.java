package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PeerText;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Side;
import org.moqj.core.SubscribeFilter;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.draft.PublishRequest;
import org.moqj.core.spi.draft.RequestHandle;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.TrackStatusListener;
import org.moqj.core.spi.draft.TrackStatusRequest;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's end of a session: checks what can be checked on the caller's thread, and hops to the session's executor
 * for the rest. What the peer asks is in {@link PeerRequests}, how a session ends in {@link SessionShutdown}.
 */
public final class CoreSession implements MoqSession {

    private static final Logger LOG = LoggerFactory.getLogger(CoreSession.class);

    private final TransportSession transport;
    private final SessionExecutor executor;
    private final SessionOptions options;
    private final Callbacks callbacks;
    private final Executor events;
    private final TrackRegistry tracks;
    private final CompletableFuture<MoqSession> established = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private volatile SessionState state = SessionState.CONNECTING;
    private volatile SessionInfo info;
    private volatile Set<Feature> features = Set.of();
    private volatile @Nullable MoqSessionException end;

    // Session's executor only.
    private final Set<Pending<?>> pending = new LinkedHashSet<>();
    private final Set<OutgoingSubscribe> subscriptions = new LinkedHashSet<>();
    private final Map<TrackNamespace, CoreNamespace> namespaces = new HashMap<>();
    private final Set<OutgoingFetch> fetches = new LinkedHashSet<>();
    private final Set<CoreNamespaceSubscription> discoveries = new LinkedHashSet<>();
    private final Set<TrackFeed> feeds = new LinkedHashSet<>();
    private @Nullable DraftSession draft;
    private boolean servedAny;

    CoreSession(DraftProtocol protocol, TransportSession transport, SessionOptions options, Callbacks callbacks) {
        this.transport = transport;
        this.executor = transport.executor();
        this.options = options;
        this.callbacks = callbacks;
        this.events = callbacks.serial();
        this.tracks = new TrackRegistry(executor, callbacks);
        this.info = describe(protocol, transport.info());
    }

    private static SessionInfo describe(DraftProtocol protocol, TransportInfo over) {
        return new SessionInfo(
                protocol.draft(),
                "",
                org.moqj.core.PeerProfile.STRICT,
                over.kind() == TransportKind.QUIC ? "QUIC" : "WebTransport",
                over.path(),
                over.authority(),
                over.connectionId(),
                over.remote(),
                over.peerCertificateSha256());
    }

    /** Gives this session its draft, as soon as that has begun. */
    void begin(DraftSession session) {
        assert executor.inExecutor();
        draft = session;
    }

    /** Returns a future of this session being set up. */
    public CompletableFuture<MoqSession> established() {
        return established;
    }

    SessionExecutor executor() {
        return executor;
    }

    SessionOptions options() {
        return options;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    TrackRegistry tracks() {
        return tracks;
    }

    // ---- what users see

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public boolean supports(Feature feature) {
        return features.contains(feature);
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public CompletableFuture<Subscription> subscribe(FullTrackName track, SubscribeOptions wanted) {
        return subscribe(track, wanted, null);
    }

    /** How a subscription is made of its terms, where it is not by SUBSCRIBE. */
    interface Agreement {

        SubscribeHandle agree(SubscribeRequest wanted, SubscribeListener listener);
    }

    CompletableFuture<Subscription> subscribe(
            FullTrackName track, SubscribeOptions wanted, @Nullable Agreement agreement) {
        requireSupport(wanted);
        CompletableFuture<Subscription> future = new CompletableFuture<>();
        executor.execute(() -> subscribe(track, wanted, agreement, future));
        return future;
    }

    private void subscribe(
            FullTrackName track,
            SubscribeOptions wanted,
            @Nullable Agreement agreement,
            CompletableFuture<Subscription> future) {
        String what = DraftSession.describe("SUBSCRIBE", track);
        SubscriptionIntake intake =
                new SubscriptionIntake(what, options.limits(), wanted.slowConsumer(), executor, callbacks);
        request(what, future, (session, waiting) -> {
            OutgoingSubscribe[] self = new OutgoingSubscribe[1];
            Runnable onOver = () -> subscriptions.remove(self[0]);
            OutgoingSubscribe subscription = new OutgoingSubscribe(track, intake, waiting, executor, callbacks, onOver);
            self[0] = subscription;
            subscriptions.add(subscription);
            SubscribeRequest asked = new SubscribeRequest(
                    track,
                    wanted.priority(),
                    wanted.groupOrder(),
                    wanted.forward(),
                    wanted.filter(),
                    wanted.deliveryTimeout(),
                    wanted.tokens());
            SubscribeHandle handle =
                    agreement == null ? session.subscribe(asked, subscription) : agreement.agree(asked, subscription);
            subscription.begin(handle);
            intake.begin(handle, onOver);
            waiting.begin(handle, executor, options.requestTimeout());
        });
    }

    @Override
    public CompletableFuture<TrackPublisher> offer(TrackPublisher track) {
        require(Feature.PUBLISH);
        if (!(track instanceof PublishedTrack published)) {
            throw new IllegalArgumentException("Not a track of this library: " + track);
        }
        CompletableFuture<TrackPublisher> future = new CompletableFuture<>();
        executor.execute(() -> request(DraftSession.describe("PUBLISH", track.name()), future, (session, waiting) -> {
            OfferedTrack offered = new OfferedTrack(track, waiting, () -> newFeed(published));
            SubscriptionSender sender = session.publish(
                    new PublishRequest(
                            track.name(),
                            track.options().groupOrder(),
                            track.largest(),
                            false,
                            track.options().deliveryTimeout(),
                            Optional.empty(),
                            List.of()),
                    offered);
            offered.begin(sender);
            waiting.begin(() -> sender.done(DoneStatus.INTERNAL_ERROR, "given up"), executor, options.requestTimeout());
        }));
        return future;
    }

    @Override
    public CompletableFuture<Fetch> fetch(FullTrackName track, LocationRange range, FetchOptions wanted) {
        require(Feature.FETCH);
        if (range.end().isEmpty()) {
            throw new IllegalArgumentException("A fetch has an end: " + range);
        }
        return fetch(DraftSession.describe("FETCH", track), new FetchRequest.Standalone(track, range), wanted);
    }

    @Override
    public CompletableFuture<Fetch> fetchPreceding(
            Subscription subscription, long precedingGroups, FetchOptions wanted) {
        require(Feature.JOINING_FETCH);
        String what = DraftSession.describe("joining FETCH", subscription.track());
        return fetch(what, new FetchRequest.RelativeJoining(handle(subscription), precedingGroups), wanted);
    }

    @Override
    public CompletableFuture<Fetch> fetchPrecedingFrom(
            Subscription subscription, long startGroup, FetchOptions wanted) {
        require(Feature.JOINING_FETCH);
        String what = DraftSession.describe("joining FETCH", subscription.track());
        return fetch(what, new FetchRequest.AbsoluteJoining(handle(subscription), startGroup), wanted);
    }

    private static SubscribeHandle handle(Subscription subscription) {
        if (subscription instanceof CoreSubscription ours) {
            return ours.handle();
        }
        throw new IllegalArgumentException("Not a subscription of this library: " + subscription);
    }

    private CompletableFuture<Fetch> fetch(String what, FetchRequest.What objects, FetchOptions wanted) {
        CompletableFuture<Fetch> future = new CompletableFuture<>();
        executor.execute(() -> request(what, future, (session, waiting) -> {
            SubscriptionIntake intake = new SubscriptionIntake(
                    what, options.limits(), SubscribeOptions.SlowConsumer.BLOCK, executor, callbacks);
            OutgoingFetch[] self = new OutgoingFetch[1];
            OutgoingFetch fetch = new OutgoingFetch(
                    what,
                    intake,
                    waiting,
                    new ObjectSource(intake, executor, callbacks),
                    () -> fetches.remove(self[0]));
            self[0] = fetch;
            FetchHandle handle = session.fetch(
                    new FetchRequest(objects, wanted.priority(), wanted.groupOrder(), wanted.tokens()), fetch);
            fetches.add(fetch);
            fetch.begin(handle);
            waiting.begin(handle, executor, options.requestTimeout());
        }));
        return future;
    }

    @Override
    public CompletableFuture<TrackStatus> trackStatus(FullTrackName track) {
        require(Feature.TRACK_STATUS);
        CompletableFuture<TrackStatus> future = new CompletableFuture<>();
        executor.execute(() -> request(
                DraftSession.describe("TRACK_STATUS", track),
                future,
                (session, waiting) -> waiting.begin(
                        session.trackStatus(new TrackStatusRequest(track, List.of()), new TrackStatusListener() {
                            @Override
                            public void onStatus(TrackStatus status) {
                                waiting.succeed(status, () -> {});
                            }

                            @Override
                            public void onError(MoqRequestException refusal) {
                                waiting.fail(refusal);
                            }
                        }),
                        executor,
                        options.requestTimeout())));
        return future;
    }

    @Override
    public CompletableFuture<NamespaceSubscription> subscribeNamespace(TrackNamespace prefix) {
        require(Feature.NAMESPACE_DISCOVERY);
        CompletableFuture<NamespaceSubscription> future = new CompletableFuture<>();
        String what = "SUBSCRIBE_NAMESPACE " + PeerText.shown(prefix.toString());
        executor.execute(() -> request(what, future, (session, waiting) -> {
            CoreNamespaceSubscription[] self = new CoreNamespaceSubscription[1];
            CoreNamespaceSubscription following = new CoreNamespaceSubscription(
                    prefix, options.limits().maxNamespaces(), executor, callbacks, () -> discoveries.remove(self[0]));
            self[0] = following;
            RequestHandle handle = session.subscribeNamespace(new NamespaceRequest(prefix, List.of()), following);
            discoveries.add(following);
            following.begin(handle, waiting);
            waiting.begin(handle, executor, options.requestTimeout());
        }));
        return future;
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

    @Override
    public void goaway(String newUri) {
        require(Feature.SEND_GOAWAY);
        executor.execute(() -> {
            if (end == null && draft != null) {
                draft.goaway(newUri);
                enter(SessionState.DRAINING, null);
            }
        });
    }

    private void requireSupport(SubscribeOptions wanted) {
        SubscribeFilter.Kind kind = wanted.filter().kind();
        switch (kind) {
            case LATEST_GROUP -> require(Feature.FILTER_LATEST_GROUP);
            case NEXT_GROUP -> require(Feature.FILTER_NEXT_GROUP);
            case ABSOLUTE_START, ABSOLUTE_RANGE -> require(Feature.FILTER_ABSOLUTE);
            case LATEST, LATEST_OBJECT -> {}
        }
        if (!wanted.forward()) {
            require(Feature.FORWARD);
        }
    }

    private void require(Feature feature) {
        if (!supports(feature) && !state.isOver()) {
            boolean strict = info.peerProfile().quirks().isEmpty();
            String where = draft() + (strict ? "" : " with the peer profile " + info.peerProfile());
            throw new UnsupportedFeatureException(feature, where, "");
        }
    }

    @Override
    public CompletableFuture<TrackPublisher> publish(FullTrackName name, TrackOptions trackOptions) {
        PublishedTrack track = tracks.create(name, trackOptions);
        CompletableFuture<TrackPublisher> future = new CompletableFuture<>();
        executor.execute(() -> announce(name.namespace()).taken().whenComplete((namespace, error) -> {
            if (error == null) {
                future.complete(track);
            } else {
                tracks.remove(track);
                future.completeExceptionally(error);
            }
        }));
        return future;
    }

    @Override
    public TrackPublisher register(FullTrackName name, TrackOptions trackOptions) {
        return tracks.create(name, trackOptions);
    }

    @Override
    public void register(TrackPublisher track) {
        if (!(track instanceof PublishedTrack published)) {
            throw new IllegalArgumentException("Not a track of this library: " + track);
        }
        tracks.add(published);
    }

    PublishedTrack registerOrGet(FullTrackName name, TrackOptions trackOptions) {
        return tracks.find(name).orElseGet(() -> tracks.create(name, trackOptions));
    }

    @Override
    public CompletableFuture<PublishedNamespace> publishNamespace(TrackNamespace namespace) {
        CompletableFuture<PublishedNamespace> future = new CompletableFuture<>();
        executor.execute(() -> announce(namespace).taken().whenComplete((taken, error) -> {
            if (error == null) {
                future.complete(taken);
            } else {
                future.completeExceptionally(error);
            }
        }));
        return future;
    }

    private CoreNamespace announce(TrackNamespace namespace) {
        assert executor.inExecutor();
        CoreNamespace known = namespaces.get(namespace);
        if (known != null) {
            return known;
        }
        String what = "PUBLISH_NAMESPACE " + PeerText.shown(namespace.toString());
        CoreNamespace announced = new CoreNamespace(
                namespace,
                executor,
                callbacks,
                future -> new Pending<>(what, future, callbacks, pending::remove),
                () -> namespaces.remove(namespace));
        namespaces.put(namespace, announced);
        DraftSession session = draft;
        if (session == null || end != null) {
            announced.onSessionEnd(whyNot());
            return announced;
        }
        try {
            announced.begin(
                    session.publishNamespace(new NamespaceRequest(namespace, List.of()), announced),
                    options.requestTimeout());
        } catch (MoqException | UnsupportedFeatureException e) {
            announced.onSessionEnd(e);
        }
        return announced;
    }

    /** Makes a request of ours in its draft. */
    private interface Request<T> {

        void make(DraftSession session, Pending<T> waiting);
    }

    private <T> void request(String what, CompletableFuture<T> future, Request<T> request) {
        assert executor.inExecutor();
        DraftSession session = draft;
        if (session == null || end != null) {
            callbacks.fail(future, whyNot());
            return;
        }
        Pending<T> waiting = new Pending<>(what, future, callbacks, pending::remove);
        pending.add(waiting);
        try {
            request.make(session, waiting);
        } catch (MoqException | UnsupportedFeatureException e) {
            waiting.fail(e);
        }
    }

    private MoqException whyNot() {
        MoqSessionException over = end;
        return over != null
                ? over
                : new MoqSessionException(
                        org.moqj.core.FailurePhase.SETUP, Side.LOCAL, -1, "", "The session is not set up", false, null);
    }

    // ---- serving

    /** Serves {@code request} from {@code track}; callable from any thread. */
    void serve(PublishedTrack track, IncomingSubscribe request) {
        executor.execute(() -> {
            if (end == null) {
                newFeed(track).start(request);
            }
        });
    }

    private TrackFeed newFeed(PublishedTrack track) {
        servedAny = true;
        TrackFeed[] self = new TrackFeed[1];
        TrackFeed feed = new TrackFeed(track, executor, () -> feeds.remove(self[0]));
        self[0] = feed;
        feeds.add(feed);
        return feed;
    }

    // ---- the session's life, on its executor

    void onEstablished(PeerSetup peer) {
        DraftSession session = java.util.Objects.requireNonNull(draft);
        EnumSet<Feature> supported = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (session.supports(feature)) {
                supported.add(feature);
            }
        }
        features = supported;
        info = new SessionInfo(
                info.draft(),
                peer.implementation(),
                peer.profile(),
                info.transport(),
                peer.path(),
                peer.authority(),
                info.connectionId(),
                info.remote(),
                info.peerCertificateSha256());
        LOG.debug(
                "session established connection={} draft={} profile={} transport={}",
                info.connectionId(),
                info.draft(),
                info.peerProfile(),
                info.transport());
        enter(SessionState.CONNECTED, null);
        callbacks.execute(() -> established.complete(this));
    }

    void enter(SessionState next, @Nullable MoqException cause) {
        if (state == next || state.isOver()) {
            return;
        }
        state = next;
        events.execute(() -> options.listener().onState(this, next, cause));
    }

    void onGoaway(String newUri) {
        enter(SessionState.DRAINING, null);
        events.execute(() -> options.listener().onGoaway(this, newUri));
    }

    void onClosed(MoqSessionException why) {
        end = why;
        boolean clean = why.code() == 0 && !why.isTimeout() && state != SessionState.CONNECTING;
        LOG.debug(
                "session over connection={} side={} code={} reason={}",
                info.connectionId(),
                why.side(),
                why.code(),
                PeerText.shown(String.valueOf(why.getMessage())));
        List.copyOf(pending).forEach(waiting -> waiting.fail(why));
        List.copyOf(subscriptions).forEach(subscription -> subscription.onSessionEnd(why));
        List.copyOf(namespaces.values()).forEach(namespace -> namespace.onSessionEnd(why));
        List.copyOf(fetches).forEach(fetch -> fetch.onSessionEnd(why));
        List.copyOf(discoveries).forEach(following -> following.onSessionEnd(why));
        List.copyOf(feeds).forEach(TrackFeed::stop);
        enter(clean ? SessionState.CLOSED : SessionState.FAILED, clean ? null : why);
        callbacks.fail(established, why);
        if (clean) {
            callbacks.complete(closed);
        } else {
            callbacks.fail(closed, why);
        }
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        executor.execute(() -> {
            enter(SessionState.DRAINING, null);
            if (end == null && draft != null) {
                new SessionShutdown(this, draft).begin();
            } else if (end == null) {
                transport.close(0, "");
            }
        });
        closed.whenComplete((nothing, error) -> done.complete(null));
        return done;
    }

    /** Ends what we receive; the draft still has the session. */
    void unsubscribeAll() {
        List.copyOf(subscriptions).forEach(subscription -> subscription.intake().close());
    }

    void withdrawAll() {
        List.copyOf(namespaces.values()).forEach(CoreNamespace::withdraw);
    }

    /** Ends what we serve, once it is sent; the tracks of this session end, others only leave it. */
    CompletableFuture<Void> finishServing() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (PublishedTrack track : tracks.own()) {
            track.finish();
            ends.add(track.ended());
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        executor.execute(() -> {
            List.copyOf(feeds).forEach(TrackFeed::goAway);
            whenFeedsAreOver(left);
        });
        ends.add(left);
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    private void whenFeedsAreOver(CompletableFuture<Void> left) {
        if (feeds.isEmpty()) {
            left.complete(null);
        } else {
            List.copyOf(feeds).get(0).whenOver(() -> executor.execute(() -> whenFeedsAreOver(left)));
        }
    }

    boolean servedAny() {
        return servedAny;
    }

    @Override
    public void abort(SessionError error, String reason) {
        executor.execute(() -> {
            if (draft != null) {
                draft.close(error, reason);
            } else {
                transport.close(1, reason);
            }
        });
    }

    @Override
    public CompletableFuture<Void> closed() {
        return Futures.copy(closed);
    }

    @Override
    public void close() {
        shutdown().join();
    }

    /** Refuses a request of the peer's that nobody has answered in time. */
    void refuseInTime(Answer answer) {
        executor.schedule(
                options.requestTimeout(),
                () -> answer.refuseIfOpen(Refusal.of(RequestError.TIMEOUT, "no answer in time")));
    }

    Executor events() {
        return events;
    }

    Optional<PublishedTrack> findTrack(FullTrackName name) {
        return tracks.find(name);
    }
}
