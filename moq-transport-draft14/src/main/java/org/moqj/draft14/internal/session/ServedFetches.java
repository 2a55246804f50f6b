package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.EndLocation;
import org.moqj.draft14.internal.message.Fetch;
import org.moqj.draft14.internal.message.FetchCancel;
import org.moqj.draft14.internal.message.FetchError;
import org.moqj.draft14.internal.message.FetchRange;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.ReasonPhrase;

/** The peer's fetches (draft-14, sections 9.16 to 9.19). Confined to the session's event loop. */
final class ServedFetches {

    private final Link link;
    private final IncomingRequests requests;
    private final AuthTokens tokens;
    private final Publications publications;
    private final StreamPriorities priorities;
    private final Map<Long, ServedFetch> byId = new HashMap<>();
    private final Set<Long> joining = new HashSet<>(); // those whose subscription was not answered yet

    ServedFetches(
            Link link,
            IncomingRequests requests,
            AuthTokens tokens,
            Publications publications,
            StreamPriorities priorities) {
        this.link = link;
        this.requests = requests;
        this.tokens = tokens;
        this.publications = publications;
        this.priorities = priorities;
    }

    StreamPriorities priorities() {
        return priorities;
    }

    void onFetch(Fetch message) throws ProtocolViolation {
        requests.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        Refusal refusal = resolved.refusal();
        if (refusal == null && !requests.admit()) {
            refusal = requests.tooMany();
        }
        if (refusal != null) {
            refuse(message.requestId(), refusal);
        } else if (message.range() instanceof FetchRange.Standalone standalone) {
            Location end = EndLocation.inclusive(standalone.endLocation());
            serve(message, standalone.track(), LocationRange.between(standalone.startLocation(), end), resolved);
        } else {
            join(message, resolved);
        }
    }

    private void join(Fetch message, AuthTokens.Resolved resolved) throws ProtocolViolation {
        long joined = joinedRequest(message.range());
        IncomingSubscription pending = publications.findPending(joined);
        if (pending == null) {
            join(message, publications.find(joined), resolved);
            return;
        }
        joining.add(message.requestId());
        pending.whenAnswered(publication -> {
            try {
                if (joining.remove(message.requestId())) {
                    join(message, publication, resolved);
                } else { // given up, and kept its place until now
                    requests.finished();
                }
            } catch (ProtocolViolation e) {
                link.violated(e);
            }
        });
    }

    private static long joinedRequest(FetchRange range) {
        if (range instanceof FetchRange.RelativeJoining relative) {
            return relative.joiningRequestId();
        }
        return ((FetchRange.AbsoluteJoining) range).joiningRequestId();
    }

    private void join(Fetch message, @Nullable Publication publication, AuthTokens.Resolved resolved)
            throws ProtocolViolation {
        if (publication == null || !requests.isUsed(publication.requestId())) { // none, or one of our own PUBLISH
            refuseAdmitted(
                    message, RequestError.INVALID_JOINING_REQUEST_ID, "no active subscription has this request id");
            return;
        }
        if (publication.filter().type() != Filter.Type.LARGEST_OBJECT) {
            throw ProtocolViolation.invalid(
                    "Joining Request ID",
                    "the subscription's filter is " + publication.filter().type());
        }
        if (publication.largest().isEmpty()) {
            refuseAdmitted(message, RequestError.INVALID_RANGE, "no object was published yet");
            return;
        }
        Location largest = publication.largest().get();
        Location start = start(message.range(), largest);
        serve(message, publication.track(), LocationRange.between(start, largest), resolved);
    }

    private static Location start(FetchRange range, Location largest) {
        if (range instanceof FetchRange.RelativeJoining relative) {
            return new Location(Math.max(0, largest.group() - relative.joiningStart()), 0);
        }
        return new Location(((FetchRange.AbsoluteJoining) range).joiningStart(), 0);
    }

    private void serve(Fetch message, FullTrackName track, LocationRange range, AuthTokens.Resolved resolved) {
        if (range.isEmpty()) {
            refuseAdmitted(message, RequestError.INVALID_RANGE, "the range ends before it starts");
            return;
        }
        ServedFetch fetch = new ServedFetch(link, this, message, track, range, resolved.tokens());
        byId.put(message.requestId(), fetch);
        link.listener().onFetch(fetch);
    }

    private void refuseAdmitted(Fetch message, RequestError error, String reason) {
        requests.finished();
        refuse(message.requestId(), Refusal.of(error, reason));
    }

    void refuse(long requestId, Refusal refusal) {
        link.send(new FetchError(requestId, RequestCodes.FETCH.code(refusal), ReasonPhrase.of(refusal.reason())));
    }

    /** A fetch was refused, or its stream has ended. */
    void over(ServedFetch fetch) {
        if (byId.remove(fetch.requestId(), fetch)) {
            requests.finished();
        }
    }

    void onFetchCancel(FetchCancel cancel) throws ProtocolViolation {
        ServedFetch fetch = byId.get(cancel.requestId());
        if (fetch != null) {
            fetch.onFetchCancel();
        } else if (joining.remove(cancel.requestId())) { // the draft wants an answer still
            refuse(cancel.requestId(), Refusal.of(RequestError.INTERNAL_ERROR, "cancelled"));
        } else if (requests.isUsed(cancel.requestId())) {
            link.dropped("FETCH_CANCEL");
        } else {
            throw ProtocolViolation.invalid("Request ID", "there was no request " + cancel.requestId());
        }
    }
}
