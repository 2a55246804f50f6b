package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.moqj.core.MoqRequestException;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.FetchRequest;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.data.FetchStreamHeader;
import org.moqj.draft14.internal.message.EndLocation;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchOk;
import org.moqj.draft14.internal.message.FetchRange;

/** Our fetches (draft-14, sections 9.16 to 9.19). Confined to the session's event loop. */
final class Fetches {

    private final Link link;
    private final OutgoingRequests requests;
    private final KnownTracks tracks;
    private final Map<Long, OutgoingFetch> byId = new HashMap<>();
    private BiConsumer<FullTrackName, String> malformedTrack = (track, why) -> {};

    Fetches(Link link, OutgoingRequests requests, KnownTracks tracks) {
        this.link = link;
        this.requests = requests;
        this.tracks = tracks;
    }

    KnownTracks tracks() {
        return tracks;
    }

    /** Names who has a track left that is malformed. */
    void whenMalformed(BiConsumer<FullTrackName, String> told) {
        malformedTrack = told;
    }

    FetchHandle fetch(FetchRequest request, FetchListener listener) {
        OutgoingFetch fetch = describe(request, listener);
        requests.submit(fetch);
        return fetch;
    }

    private OutgoingFetch describe(FetchRequest request, FetchListener listener) {
        if (request.what() instanceof FetchRequest.Standalone standalone) {
            return standalone(standalone, request, listener);
        } else if (request.what() instanceof FetchRequest.RelativeJoining joining) {
            Subscription subscription = joinable(joining.subscription());
            FetchRange range = new FetchRange.RelativeJoining(subscription.requestId(), joining.precedingGroups());
            return joining(
                    subscription, range, startBefore(subscription, joining.precedingGroups()), request, listener);
        } else if (request.what() instanceof FetchRequest.AbsoluteJoining joining) {
            Subscription subscription = joinable(joining.subscription());
            FetchRange range = new FetchRange.AbsoluteJoining(subscription.requestId(), joining.startGroup());
            return joining(subscription, range, new Location(joining.startGroup(), 0), request, listener);
        }
        throw new IllegalArgumentException("Not one of the three: " + request.what());
    }

    private OutgoingFetch standalone(FetchRequest.Standalone standalone, FetchRequest request, FetchListener listener) {
        LocationRange range = standalone.range();
        Location end = range.end().orElseThrow(() -> new IllegalArgumentException("A fetch has an end"));
        if (range.isEmpty()) {
            throw MoqRequestException.notPossible(
                    RequestError.INVALID_RANGE,
                    "The range ends before it starts: " + range,
                    RequestError.INVALID_RANGE.hint());
        }
        FetchRange onWire = new FetchRange.Standalone(standalone.track(), range.start(), EndLocation.onWire(end));
        return new OutgoingFetch(link, this, standalone.track(), onWire, range.start(), request, listener);
    }

    private OutgoingFetch joining(
            Subscription subscription, FetchRange range, Location start, FetchRequest request, FetchListener listener) {
        return new OutgoingFetch(link, this, subscription.track(), range, start, request, listener);
    }

    /** A relative start before the first group is the first group; an unknown one is not checked against. */
    private static Location startBefore(Subscription subscription, long groups) {
        return subscription
                .largest()
                .map(largest -> new Location(Math.max(0, largest.group() - groups), 0))
                .orElse(Location.ZERO);
    }

    private static Subscription joinable(SubscribeHandle handle) {
        if (handle instanceof Subscription subscription && subscription.isJoinable()) {
            return subscription;
        }
        throw MoqRequestException.notPossible(
                RequestError.INVALID_JOINING_REQUEST_ID,
                "A fetch joins an active subscription that began after the largest object",
                RequestError.INVALID_JOINING_REQUEST_ID.hint());
    }

    void sent(OutgoingFetch fetch) {
        byId.put(fetch.requestId(), fetch);
    }

    void withdraw(OutgoingFetch fetch) {
        requests.withdraw(fetch);
    }

    void changed(OutgoingFetch fetch) {
        if (fetch.state() == FetchState.OVER) {
            byId.remove(fetch.requestId(), fetch);
        }
    }

    void onOk(FetchOk ok) throws ProtocolViolation {
        OutgoingFetch fetch = byId.get(ok.requestId());
        if (fetch == null) {
            requests.unexpectedAnswer("FETCH_OK", ok.requestId());
        } else {
            fetch.onOk(ok);
        }
    }

    void onError(FetchError error) throws ProtocolViolation {
        OutgoingFetch fetch = byId.get(error.requestId());
        if (fetch == null) {
            requests.unexpectedAnswer("FETCH_ERROR", error.requestId());
        } else {
            fetch.onError(error);
        }
    }

    void onStream(FetchStreamHeader header, IncomingUniStream stream) throws ProtocolViolation {
        OutgoingFetch fetch = byId.get(header.requestId());
        if (fetch != null) {
            fetch.take(stream);
        } else if (requests.isUsed(header.requestId())) { // it is over, and the stream comes late
            stream.stop(StreamCode.CANCELLED);
        } else {
            throw ProtocolViolation.invalid("Request ID", "there was no fetch " + header.requestId());
        }
    }

    /** What a fetch of {@code track} brought makes the track malformed. */
    void malformed(FullTrackName track, String why) {
        malformedTrack.accept(track, why);
    }

    /** Leaves all fetches of a malformed track. */
    void leaveMalformed(FullTrackName track, String why) {
        for (OutgoingFetch fetch : List.copyOf(byId.values())) {
            if (fetch.track().equals(track)) {
                fetch.leaveMalformed(why);
            }
        }
    }
}
