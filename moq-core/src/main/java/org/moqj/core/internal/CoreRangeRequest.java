package org.moqj.core.internal;

import java.util.List;
import java.util.Optional;
import org.moqj.core.AuthToken;
import org.moqj.core.FetchWriter;
import org.moqj.core.MoqSession;
import org.moqj.core.RangeRequest;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
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
        this.served = new ServedFetch(session.executor(), session.callbacks(), () -> session.forget(cancelled));
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
        return request.groupOrder();
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
        answer.give();
        boolean descending = request.groupOrder() == GroupOrder.DESCENDING;
        track.get().collect(request.range(), descending, kept -> Hops.offer(session.executor(), () -> answer(kept)));
    }

    private void answer(PublishedTrack.Kept kept) {
        Optional<Location> largest = kept.largest();
        if (largest.isEmpty() || largest.get().isBefore(request.range().start())) {
            reject(Refusal.of(RequestError.INVALID_RANGE, "the range begins after the largest object"));
        } else if (kept.objects().isEmpty()) {
            reject(Refusal.of(RequestError.NO_OBJECTS, "nothing of the range is kept"));
        } else {
            Location asked = request.range().end().orElseThrow();
            boolean beyond = largest.get().isBefore(asked);
            FetchGranted granted = new FetchGranted(
                    order(), kept.ended() && !asked.isBefore(largest.get()), beyond ? largest.get() : asked);
            served.begin(request.accept(granted, served));
            for (MoqObject object : kept.objects()) {
                served.add(object);
            }
            served.end();
        }
    }

    @Override
    public FetchWriter accept(Location end, boolean endOfTrack) {
        answer.give();
        FetchGranted granted = new FetchGranted(order(), endOfTrack, end);
        Hops.offer(session.executor(), () -> served.begin(request.accept(granted, served)));
        return served;
    }

    private GroupOrder order() {
        return request.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
    }

    @Override
    public void refuse(Refusal refusal) {
        answer.refuse(refusal);
    }

    Answer answer() {
        return answer;
    }
}
