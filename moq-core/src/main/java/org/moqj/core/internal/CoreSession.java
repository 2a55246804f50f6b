package org.moqj.core.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.Feature;
import org.moqj.core.Fetch;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.NamespaceSubscription;
import org.moqj.core.PeerProfile;
import org.moqj.core.PeerText;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.SessionError;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.Side;
import org.moqj.core.SubscribeOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.PeerSetup;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's end of a session: checks what can be checked on the caller's thread, and hops to the session's executor
 * for the rest. What this end asks is in {@link OwnRequests}, what the peer asks in {@link PeerRequests}, what is sent
 * in {@link ServedTracks}, how a session ends gracefully in {@link SessionShutdown}.
 */
public final class CoreSession implements MoqSession {

    private static final Logger LOG = LoggerFactory.getLogger(CoreSession.class);

    private final TransportSession transport;
    private final SessionExecutor executor;
    private final SessionOptions options;
    private final Callbacks callbacks;
    private final Executor events;
    private final TrackRegistry tracks;
    private final ServedTracks served;
    private final SupportedFeatures features = new SupportedFeatures();
    private final CompletableFuture<MoqSession> established = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile SessionState state = SessionState.CONNECTING;
    private volatile SessionInfo info;

    // Session's executor only.
    private @Nullable DraftSession draft;
    private @Nullable OwnRequests requests;
    private final Set<Runnable> atEnd = new LinkedHashSet<>();
    private boolean over;
    private volatile boolean withAnotherDraft;

    CoreSession(DraftProtocol protocol, TransportSession transport, SessionOptions options, Callbacks callbacks) {
        this.transport = transport;
        this.executor = transport.executor();
        this.options = options;
        this.callbacks = callbacks;
        this.events = callbacks.serial();
        this.tracks = new TrackRegistry(executor, callbacks);
        this.served = new ServedTracks(tracks, executor, features);
        this.info = describe(protocol, transport.info());
    }

    private static SessionInfo describe(DraftProtocol protocol, TransportInfo over) {
        return new SessionInfo(
                protocol.draft(),
                "",
                PeerProfile.STRICT,
                over.kind() == TransportKind.QUIC ? "QUIC" : "WebTransport",
                over.path(),
                over.authority(),
                over.connectionId(),
                over.remote(),
                over.peerCertificateSha256(),
                over.peerCertificate(),
                List.of());
    }

    /** Gives this session its draft, as soon as that has begun. */
    void begin(DraftSession session) {
        assert executor.inExecutor();
        draft = session;
        requests = new OwnRequests(session, executor, options, callbacks, features, this::info);
    }

    /** Returns a future of this session being set up. */
    public CompletableFuture<MoqSession> established() {
        return established;
    }

    /** Returns whether the setup ended as it does with a peer that speaks another draft; once it has failed. */
    boolean isWithAnotherDraft() {
        return withAnotherDraft;
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

    Executor events() {
        return events;
    }

    ServedTracks served() {
        return served;
    }

    /** Returns what this end asks of the peer; on the session's executor, once the draft has begun. */
    OwnRequests requests() {
        assert executor.inExecutor();
        return Objects.requireNonNull(requests);
    }

    private DraftSession draftSession() {
        return Objects.requireNonNull(draft);
    }

    // ---- what users see

    @Override
    public SessionInfo info() {
        return info;
    }

    SupportedFeatures features() {
        return features;
    }

    @Override
    public boolean supports(Feature feature) {
        return features.has(feature);
    }

    @Override
    public SessionState state() {
        return state;
    }

    /** Makes a request on the session's executor, with the future that the user gets. */
    private <T> CompletableFuture<T> request(Consumer<CompletableFuture<T>> request) {
        CompletableFuture<T> future = new CompletableFuture<>();
        boolean taken = Hops.offer(executor, () -> {
            if (requests == null) {
                callbacks.fail(future, notSetUp());
            } else {
                request.accept(future);
            }
        });
        if (!taken) {
            callbacks.fail(future, Hops.gone());
        }
        return future;
    }

    private static MoqException notSetUp() {
        return new MoqSessionException(
                FailurePhase.SETUP, Side.LOCAL, -1, "", "The session is not set up", false, null);
    }

    @Override
    public CompletableFuture<Subscription> subscribe(FullTrackName track, SubscribeOptions wanted) {
        requireSupport(wanted);
        return request(future -> requests().subscribe(track, wanted, future));
    }

    @Override
    public CompletableFuture<Subscription> relay(TrackPublisher to, SubscribeOptions wanted) {
        requireSupport(wanted);
        PublishedTrack track = ours(to);
        return request(future -> requests().relay(track, wanted, future));
    }

    /**
     * Agrees to a track that the peer offers; what is wanted has been checked by {@link #requireSupport}.
     *
     * @param to what takes its objects; null for the reader of the subscription
     */
    CompletableFuture<Subscription> agree(
            FullTrackName track,
            SubscribeOptions wanted,
            OwnRequests.Agreement agreement,
            @Nullable TrackPublisher to) {
        PublishedTrack passedTo = to == null ? null : ours(to);
        return request(future -> requests().agree(track, wanted, agreement, passedTo, future));
    }

    void requireSupport(SubscribeOptions wanted) {
        switch (wanted.filter().kind()) {
            case LATEST_GROUP -> features.require(Feature.FILTER_LATEST_GROUP);
            case NEXT_GROUP -> features.require(Feature.FILTER_NEXT_GROUP);
            case ABSOLUTE_START, ABSOLUTE_RANGE -> features.require(Feature.FILTER_ABSOLUTE);
            case LATEST, LATEST_OBJECT -> {}
        }
        if (!wanted.forward()) {
            features.require(Feature.FORWARD);
        }
    }

    @Override
    public CompletableFuture<TrackPublisher> publish(FullTrackName name, TrackOptions trackOptions) {
        PublishedTrack track = tracks.create(name, trackOptions);
        CompletableFuture<TrackPublisher> published = new CompletableFuture<>();
        CompletableFuture<PublishedNamespace> announced = publishNamespace(name.namespace());
        published.whenComplete((publisher, error) -> {
            if (published.isCancelled()) {
                announced.cancel(false);
            }
        });
        announced.whenComplete((namespace, error) -> {
            if (error == null && published.complete(track)) {
                return;
            }
            if (error == null) {
                // Given up by the user just before the peer agreed.
                tracks.remove(track);
                track.finish();
            } else {
                tracks.remove(track);
                published.completeExceptionally(error);
            }
        });
        return published;
    }

    @Override
    public TrackPublisher register(FullTrackName name, TrackOptions trackOptions) {
        return tracks.create(name, trackOptions);
    }

    @Override
    public void register(TrackPublisher track) {
        tracks.add(ours(track));
    }

    static PublishedTrack ours(TrackPublisher track) {
        if (track instanceof PublishedTrack published) {
            return published;
        }
        throw new IllegalArgumentException("Not a track of this library: " + track);
    }

    @Override
    public CompletableFuture<PublishedNamespace> publishNamespace(TrackNamespace namespace) {
        return request(future -> requests().announce(namespace, future));
    }

    @Override
    public CompletableFuture<TrackPublisher> offer(TrackPublisher track) {
        features.require(Feature.PUBLISH);
        PublishedTrack published = ours(track);
        return request(future -> requests().offer(published, served, future));
    }

    @Override
    public CompletableFuture<Fetch> fetch(FullTrackName track, LocationRange range, FetchOptions wanted) {
        features.require(Feature.FETCH);
        if (range.end().isEmpty() || range.isEmpty()) {
            throw new IllegalArgumentException("A fetch has an end, and not before its start: " + range);
        }
        String what = DraftSession.describe("FETCH", track);
        return request(
                future -> requests().fetch(what, track, new FetchRequest.Standalone(track, range), wanted, future));
    }

    @Override
    public CompletableFuture<Fetch> fetchPreceding(
            Subscription subscription, long precedingGroups, FetchOptions wanted) {
        return joiningFetch(
                subscription, new FetchRequest.RelativeJoining(handle(subscription), precedingGroups), wanted);
    }

    @Override
    public CompletableFuture<Fetch> fetchPrecedingFrom(
            Subscription subscription, long startGroup, FetchOptions wanted) {
        return joiningFetch(subscription, new FetchRequest.AbsoluteJoining(handle(subscription), startGroup), wanted);
    }

    private CompletableFuture<Fetch> joiningFetch(
            Subscription subscription, FetchRequest.What objects, FetchOptions wanted) {
        features.require(Feature.JOINING_FETCH);
        String what = DraftSession.describe("joining FETCH", subscription.track());
        return request(future -> requests().fetch(what, subscription.track(), objects, wanted, future));
    }

    private static SubscribeHandle handle(Subscription subscription) {
        if (subscription instanceof CoreSubscription ours) {
            return ours.handle();
        }
        throw new IllegalArgumentException("Not a subscription of this library: " + subscription);
    }

    @Override
    public CompletableFuture<TrackStatus> trackStatus(FullTrackName track) {
        features.require(Feature.TRACK_STATUS);
        return request(future -> requests().trackStatus(track, future));
    }

    @Override
    public CompletableFuture<NamespaceSubscription> subscribeNamespace(TrackNamespace prefix) {
        features.require(Feature.NAMESPACE_DISCOVERY);
        return request(future -> requests().subscribeNamespace(prefix, future));
    }

    @Override
    public CompletableFuture<Void> goaway(String newUri) {
        features.require(Feature.SEND_GOAWAY);
        return request(sent -> {
            try {
                draftSession().goaway(newUri);
                enter(SessionState.DRAINING, null);
                callbacks.complete(sent);
            } catch (RuntimeException e) { // over, said before, or not a URI that the draft takes
                callbacks.fail(sent, e);
            }
        });
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Hops.offer(executor, () -> {
            enter(SessionState.DRAINING, null);
            if (over) {
                return;
            }
            if (draft == null) {
                transport.close(0, "");
            } else {
                new SessionShutdown(this, draft).begin();
            }
        });
        closed.whenComplete((nothing, error) -> done.complete(null));
        return done;
    }

    @Override
    public void abort(SessionError error, String reason) {
        Hops.offer(executor, () -> {
            if (draft != null) {
                draft.close(error, reason);
            } else {
                transport.close(0, reason);
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

    // ---- tracks that the peer asks for

    Optional<PublishedTrack> findTrack(FullTrackName name) {
        return tracks.find(name);
    }

    PublishedTrack registerOrGet(FullTrackName name, TrackOptions trackOptions) {
        return tracks.findOrCreate(name, trackOptions);
    }

    /** Serves {@code request} from {@code track}; callable from any thread. */
    void serve(PublishedTrack track, IncomingSubscribe request) {
        served.serve(track, request);
    }

    // ---- the session's life, on its executor

    void onEstablished(PeerSetup peer) {
        info = new SessionInfo(
                info.draft(),
                peer.implementation(),
                peer.profile(),
                info.transport(),
                peer.path(),
                peer.authority(),
                info.connectionId(),
                info.remote(),
                info.peerCertificateSha256(),
                info.peerCertificate(),
                peer.tokens());
        features.set(draftSession(), info);
        LOG.debug(
                "session established connection={} draft={} profile={} transport={}",
                info.connectionId(),
                info.draft(),
                info.peerProfile(),
                info.transport());
        enter(SessionState.CONNECTED, null);
        callbacks.execute(() -> established.complete(this));
    }

    void onGoaway(String newUri) {
        enter(SessionState.DRAINING, null);
        events.execute(() -> options.listener().onGoaway(this, newUri));
    }

    void onClosed(MoqSessionException why) {
        over = true;
        withAnotherDraft = draft != null && draft.peerSpeaksAnotherDraft();
        boolean clean = why.code() == 0 && !why.isTimeout() && state != SessionState.CONNECTING;
        LOG.debug(
                "session over connection={} side={} code={} reason={}",
                info.connectionId(),
                why.side(),
                why.code(),
                PeerText.shown(String.valueOf(why.getMessage())));
        if (requests != null) { // else it ended before it began
            requests.onSessionEnd(why);
        }
        served.onSessionEnd();
        tracks.onSessionEnd();
        List.copyOf(atEnd).forEach(Runnable::run);
        atEnd.clear();
        enter(clean ? SessionState.CLOSED : SessionState.FAILED, clean ? null : why);
        callbacks.fail(established, why);
        if (clean) {
            callbacks.complete(closed);
        } else {
            callbacks.fail(closed, why);
        }
    }

    /** Has {@code task} run when the session is over, unless it is forgotten before. */
    void atEnd(Runnable task) {
        assert executor.inExecutor();
        atEnd.add(task);
    }

    /** Forgets a task that was to run at the session's end; callable from any thread. */
    void forget(Runnable task) {
        Hops.offer(executor, () -> atEnd.remove(task));
    }

    /** Returns how many tasks wait for the session's end. */
    int tasksAtEnd() {
        return atEnd.size();
    }

    private void enter(SessionState next, @Nullable MoqException cause) {
        if (state == next || state.isOver()) {
            return;
        }
        state = next;
        events.execute(() -> options.listener().onState(this, next, cause));
    }
}
