package org.moqj.core.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.FetchWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.IncomingFetch;

/** Objects of the past that the peer wants. Thread-safe. */
final class CoreRangeRequest implements RangeRequest {

    private final CoreSession session;
    private final IncomingFetch request;
    private final Answer answer;
    private final ServedFetch served;
    private final Runnable cancelled = this::cancelled;

    CoreRangeRequest(CoreSession session, IncomingFetch request) {
        this.session = session;
        this.request = request;
        this.answer = new Answer("The fetch of " + request.track(), session.executor(), this::reject);
        this.served = new ServedFetch(
                session.executor(), session.callbacks(), session.features(), () -> session.forget(cancelled));
        request.onCancel(cancelled);
        session.atEnd(cancelled);
    }

    private void reject(Refusal refusal) {
        request.reject(refusal);
        session.forget(cancelled);
    }

    private void cancelled() {
        served.onCancelled();
    }

    @Override
    public MoqSession session() {
        return session;
    }

    @Override
    public FullTrackName track() {
        return request.track();
    }

    @Override
    public LocationRange range() {
        return request.range();
    }

    @Override
    public GroupOrder groupOrder() {
        return request.groupOrder() != GroupOrder.PUBLISHER_DEFAULT
                ? request.groupOrder()
                : session.findTrack(track())
                        .map(track -> track.options().groupOrder())
                        .orElse(GroupOrder.ASCENDING);
    }

    @Override
    public List<AuthToken> tokens() {
        return request.tokens();
    }

    @Override
    public void acceptFromCache() {
        Optional<PublishedTrack> track = session.findTrack(request.track());
        if (track.isEmpty()) {
            answer.refuse(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
            return;
        }
        acceptFrom(track.get());
    }

    @Override
    public void acceptFromCache(TrackPublisher track) {
        acceptFrom(CoreSession.ours(track));
    }

    private void acceptFrom(PublishedTrack track) {
        answer.give();
        collect(track, this::answer);
    }

    @Override
    public void acceptFromCacheOr(Consumer<? super RangeRequest> elsewhere) {
        Optional<PublishedTrack> track = session.findTrack(request.track());
        if (track.isPresent()) {
            acceptFromOr(track.get(), elsewhere);
        } else {
            ask(elsewhere);
        }
    }

    @Override
    public void acceptFromCacheOr(TrackPublisher track, Consumer<? super RangeRequest> elsewhere) {
        acceptFromOr(CoreSession.ours(track), elsewhere);
    }

    private void ask(Consumer<? super RangeRequest> elsewhere) {
        session.events().execute(() -> answer.guard(() -> elsewhere.accept(this)));
    }

    private void acceptFromOr(PublishedTrack track, Consumer<? super RangeRequest> elsewhere) {
        collect(track, kept -> {
            if (!kept.whole() || !kept.dense()) {
                ask(elsewhere);
            } else if (answer.giveIfOpen()) {
                answer(kept);
            }
        });
    }

    private void collect(PublishedTrack track, Consumer<PublishedTrack.Kept> then) {
        boolean descending = groupOrder() == GroupOrder.DESCENDING;
        track.collect(
                request.range(),
                descending,
                kept -> Hops.offer(session.executor(), () -> then.accept(track.isPassedOn() ? carried(kept) : kept)));
    }

    /** Leaves out what the session's draft has no place for, as it is done for subscriptions. */
    private PublishedTrack.Kept carried(PublishedTrack.Kept kept) {
        return session.supports(Feature.EXTENSION_HEADERS) ? kept : kept.withoutExtensionHeaders();
    }

    private void answer(PublishedTrack.Kept kept) {
        Optional<Location> largest = kept.largest();
        if (largest.isEmpty() || largest.get().isBefore(request.range().start())) {
            reject(Refusal.of(RequestError.INVALID_RANGE, "the range begins after the largest object"));
        } else if (!kept.whole() && !request.mayLeaveOut()) {
            reject(Refusal.of(RequestError.UNKNOWN_STATUS_IN_RANGE, "part of the range is no longer kept"));
        } else if (kept.objects().isEmpty()) {
            reject(Refusal.of(RequestError.NO_OBJECTS, "nothing of the range is kept"));
        } else if (!session.supports(Feature.EXTENSION_HEADERS) && haveExtensionHeaders(kept.objects())) {
            reject(Refusal.of(RequestError.NOT_SUPPORTED, "objects of the range have extension headers"));
        } else {
            serve(kept, largest.get());
        }
    }

    private static boolean haveExtensionHeaders(List<MoqObject> objects) {
        return objects.stream().anyMatch(object -> !object.extensionHeaders().isEmpty());
    }

    private void serve(PublishedTrack.Kept kept, Location largest) {
        Location asked = request.range().end().orElseThrow();
        boolean beyond = largest.isBefore(asked);
        boolean endOfTrack = kept.ended() && !asked.isBefore(largest);
        begin(new FetchGranted(groupOrder(), endOfTrack, beyond ? largest : asked, Optional.of(largest)));
        for (MoqObject object : kept.objects()) {
            served.add(object);
        }
        served.end();
    }

    private void begin(FetchGranted granted) {
        served.begin(
                request.accept(granted, served),
                new FetchSequence(request.range(), granted.end(), granted.groupOrder()));
    }

    @Override
    public FetchWriter accept(Location end, boolean endOfTrack) {
        answer.give();
        FetchGranted granted = new FetchGranted(groupOrder(), endOfTrack, end);
        Hops.offer(session.executor(), () -> begin(granted));
        return served;
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    Answer answer() {
        return answer;
    }
}
