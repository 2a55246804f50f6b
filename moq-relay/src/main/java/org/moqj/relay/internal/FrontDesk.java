package org.moqj.relay.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.FetchOptions;
import org.moqj.core.MoqException;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionState;
import org.moqj.core.StatusRequest;
import org.moqj.core.TokenRenewal;
import org.moqj.core.TrackOffer;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TrackStats;
import org.moqj.core.TrackStatus;
import org.moqj.core.model.FullTrackName;
import org.moqj.relay.AccessRequest;
import org.moqj.relay.AccessRequest.Kind;
import org.moqj.relay.RelayStats;

/** What sessions ask of the relay, each thing brought to whoever sees to it. Confined to the relay's thread. */
public final class FrontDesk implements SessionHandler, SessionListener {

    private final RelaySettings settings;
    private final Tallies tallies = new Tallies();
    private final NamespaceRoutes routes = new NamespaceRoutes();
    private final Gate gate;
    private final PrefixFollowers followers;
    private final RelayedTracks tracks;

    /**
     * Opens it.
     *
     * @param maker makes a track of a name, to be served on any session of the relay
     */
    public FrontDesk(RelaySettings settings, RelayThread thread, Function<FullTrackName, TrackPublisher> maker) {
        this.settings = settings;
        this.gate = new Gate(settings, thread, tallies);
        this.followers = new PrefixFollowers(routes, gate);
        this.tracks = new RelayedTracks(settings, thread, routes, tallies, maker, followers::brought);
    }

    @Override
    public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
        if (state == SessionState.CONNECTED) {
            gate.enter(session);
        } else if (state.isOver()) {
            gate.leave(session);
        }
    }

    /** Lets no session in any more, and returns those that are here. */
    public List<MoqSession> close() {
        gate.close();
        return gate.sessions();
    }

    // ---- tracks

    @Override
    public void onTrackRequest(TrackRequest request) {
        gate.permit(
                request.session(),
                AccessRequest.ofTrack(Kind.SUBSCRIBE, request.session().info(), request.track(), request.tokens()),
                request::refuse,
                visitor -> tracks.subscribe(request));
    }

    @Override
    public void onTokenRenewal(TokenRenewal renewal) {
        gate.permit(
                renewal.session(),
                AccessRequest.ofTrack(Kind.SUBSCRIBE, renewal.session().info(), renewal.track(), renewal.tokens()),
                refusal -> renewal.end(DoneStatus.UNAUTHORIZED, refusal.reason()),
                visitor -> {});
    }

    @Override
    public void onPublish(TrackOffer offer) {
        gate.permit(
                offer.session(),
                AccessRequest.ofTrack(Kind.PUBLISH, offer.session().info(), offer.track(), offer.tokens()),
                offer::refuse,
                visitor -> tracks.publish(offer));
    }

    @Override
    public void onTrackStatus(StatusRequest request) {
        gate.permit(
                request.session(),
                AccessRequest.ofTrack(Kind.TRACK_STATUS, request.session().info(), request.track(), request.tokens()),
                request::refuse,
                visitor -> answer(request));
    }

    private void answer(StatusRequest request) {
        Optional<RelayedTrack> passing = tracks.findPassing(request.track());
        Optional<MoqSession> publisher = tracks.publisherOf(request.track());
        if (passing.isPresent()) {
            request.accept(StatusAnswers.of(passing.get().track()));
        } else if (publisher.isEmpty()) {
            request.accept(StatusAnswers.of(TrackStatus.State.DOES_NOT_EXIST));
        } else if (!publisher.get().supports(Feature.TRACK_STATUS)) {
            request.accept(StatusAnswers.of(TrackStatus.State.UNKNOWN));
        } else {
            publisher
                    .get()
                    .trackStatus(request.track())
                    .exceptionally(failure -> StatusAnswers.of(TrackStatus.State.UNKNOWN))
                    .thenAccept(status -> Answers.give(() -> request.accept(status)));
        }
    }

    // ---- the past

    @Override
    public void onRangeRequest(RangeRequest request) {
        gate.permit(
                request.session(),
                AccessRequest.ofTrack(Kind.FETCH, request.session().info(), request.track(), request.tokens()),
                request::refuse,
                visitor -> fetch(request, visitor));
    }

    private void fetch(RangeRequest request, Visitor visitor) {
        Optional<RelayedTrack> passing = tracks.findPassing(request.track());
        if (passing.isPresent()) {
            request.acceptFromCacheOr(passing.get().track(), lacking -> fetchFromPublisher(lacking, visitor));
        } else {
            fetchFromPublisher(request, visitor);
        }
    }

    private void fetchFromPublisher(RangeRequest request, Visitor visitor) {
        Optional<MoqSession> publisher = tracks.publisherOf(request.track());
        Optional<RelayedTrack> passing = tracks.findPassing(request.track());
        if (publisher.isPresent() && publisher.get().supports(Feature.FETCH)) {
            passOn(request, visitor, publisher.get());
        } else if (passing.isPresent()) {
            request.acceptFromCache(passing.get().track()); // as far as it goes
        } else {
            tallies.refused();
            request.refuse(
                    publisher.isEmpty()
                            ? Refusals.noSuchTrack()
                            : Refusal.of(RequestError.NOT_SUPPORTED, "the publisher has no past"));
        }
    }

    private void passOn(RangeRequest request, Visitor visitor, MoqSession publisher) {
        if (visitor.fetches() >= settings.limits().maxFetchesPerSession()) {
            tallies.refused();
            request.refuse(Refusals.limit("fetches of this session"));
            return;
        }
        tallies.fetchPassedOn();
        visitor.fetchBegan();
        publisher
                .fetch(request.track(), request.range(), FetchOptions.defaults().withGroupOrder(request.groupOrder()))
                .whenComplete((fetch, failure) -> Answers.give(() -> {
                    if (fetch == null) {
                        visitor.fetchEnded();
                        request.refuse(Refusals.of(failure));
                    } else {
                        PassedFetch.begin(request, fetch, visitor::fetchEnded);
                    }
                }));
    }

    // ---- namespaces

    @Override
    public void onPublishNamespace(NamespaceOffer offer) {
        gate.permit(
                offer.session(),
                AccessRequest.ofNamespace(
                        Kind.PUBLISH_NAMESPACE, offer.session().info(), offer.namespace(), offer.tokens()),
                offer::refuse,
                visitor -> take(offer));
    }

    private void take(NamespaceOffer offer) {
        if (!routes.has(offer.namespace()) && routes.size() >= settings.limits().maxNamespaces()) {
            tallies.refused();
            offer.refuse(Refusals.limit("namespaces"));
            return;
        }
        offer.accept();
        Optional<NamespaceOffer> former = routes.put(offer).filter(other -> other.session() != offer.session());
        former.ifPresent(
                other -> other.cancel(Refusal.of(RequestError.UNINTERESTED, "another publisher has taken over")));
        tracks.published(offer.namespace(), offer.session(), former.isPresent());
        followers.appeared(offer);
        offer.withdrawn().whenComplete((nothing, failure) -> {
            if (routes.remove(offer)) {
                followers.gone(offer.namespace());
            }
        });
    }

    @Override
    public void onSubscribeNamespace(NamespaceInterest interest) {
        gate.permit(
                interest.session(),
                AccessRequest.ofNamespace(
                        Kind.SUBSCRIBE_NAMESPACE, interest.session().info(), interest.prefix(), interest.tokens()),
                interest::refuse,
                visitor -> follow(interest));
    }

    private void follow(NamespaceInterest interest) {
        if (followers.of(interest.session()) >= settings.limits().maxPrefixesPerSession()) {
            tallies.refused();
            interest.refuse(Refusals.limit("prefixes of this session"));
        } else {
            followers.follow(interest, tracks.brought());
        }
    }

    /**
     * Returns what has been counted.
     *
     * @param bytesCached what all caches hold
     */
    public RelayStats stats(long bytesCached) {
        TrackStats passed = tracks.stats();
        return new RelayStats(
                gate.size(),
                routes.size(),
                tracks.size(),
                tracks.subscriptions(),
                bytesCached,
                passed.objectsWritten(),
                passed.bytesWritten(),
                passed.objectsSent(),
                passed.bytesSent(),
                passed.objectsDropped(),
                passed.subscriptionsCutOff(),
                tallies.fetchesPassedOn(),
                tallies.refusedSoFar());
    }
}
