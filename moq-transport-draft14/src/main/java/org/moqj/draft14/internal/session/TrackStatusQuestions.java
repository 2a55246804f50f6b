package org.moqj.draft14.internal.session;

import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Subscribe;

/** The peer's questions for the state of tracks (draft-14, sections 9.20 to 9.22). Confined to the session's event loop. */
final class TrackStatusQuestions {

    private final Link link;
    private final IncomingRequests requests;
    private final AuthTokens tokens;

    TrackStatusQuestions(Link link, IncomingRequests requests, AuthTokens tokens) {
        this.link = link;
        this.requests = requests;
        this.tokens = tokens;
    }

    void onTrackStatus(Subscribe message) throws ProtocolViolation {
        requests.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        Refusal refusal = refusal(message, resolved);
        if (refusal != null) {
            TrackStatusQuestion.refuse(link, message.requestId(), refusal);
        } else {
            link.listener().onTrackStatus(new TrackStatusQuestion(link, requests, message, resolved.tokens()));
        }
    }

    private @Nullable Refusal refusal(Subscribe message, AuthTokens.Resolved resolved) {
        if (resolved.refusal() != null) {
            return resolved.refusal();
        }
        if (message.filter().isInverted()) {
            return Refusal.of(RequestError.INVALID_RANGE, "the range ends before it starts");
        }
        return requests.admit() ? null : requests.tooMany();
    }
}
