package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ReasonPhrase;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeError;
import org.moqj.draft14.internal.message.SubscribeUpdate;
import org.moqj.draft14.internal.message.Unsubscribe;

/** The peer's subscriptions, by the id of their SUBSCRIBE or PUBLISH. Confined to the session's event loop. */
final class Publications {

    private final Link link;
    private final OutgoingRequests ours;
    private final IncomingRequests theirs;
    private final AuthTokens tokens;
    private final StreamPriorities priorities;
    private final Map<Long, IncomingSubscription> pending = new HashMap<>();
    private final Map<Long, Publication> live = new HashMap<>();
    private final Set<FullTrackName> subscribed = new HashSet<>();
    private long nextAlias = 1;

    Publications(
            Link link, OutgoingRequests ours, IncomingRequests theirs, AuthTokens tokens, StreamPriorities priorities) {
        this.link = link;
        this.ours = ours;
        this.theirs = theirs;
        this.tokens = tokens;
        this.priorities = priorities;
    }

    StreamPriorities priorities() {
        return priorities;
    }

    void onSubscribe(Subscribe message) throws ProtocolViolation {
        theirs.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        if (subscribed.contains(message.track())) {
            throw ProtocolViolation.invalid("Track Name", "is subscribed to already");
        }
        Refusal refusal = refusal(message, resolved);
        if (refusal != null) {
            refuse(message.requestId(), refusal);
            return;
        }
        IncomingSubscription incoming = new IncomingSubscription(link, this, message, resolved.tokens());
        pending.put(message.requestId(), incoming);
        subscribed.add(message.track());
        link.listener().onSubscribe(incoming);
    }

    private @Nullable Refusal refusal(Subscribe message, AuthTokens.Resolved resolved) {
        if (resolved.refusal() != null) {
            return resolved.refusal();
        }
        if (message.filter().isInverted()) {
            return Refusal.of(RequestError.INVALID_RANGE, "the range ends before it starts");
        }
        return theirs.admit() ? null : theirs.tooMany();
    }

    void refuse(long requestId, Refusal refusal) {
        link.send(
                new SubscribeError(requestId, RequestCodes.SUBSCRIBE.code(refusal), ReasonPhrase.of(refusal.reason())));
    }

    /** Returns what serves a request that was granted. */
    Publication granted(IncomingSubscription request, SubscriptionSenderListener listener) {
        pending.remove(request.requestId());
        Publication publication =
                new Publication(link, this, request.request().track(), nextAlias++, listener, PublicationState.ACTIVE);
        publication.named(request.requestId());
        live.put(request.requestId(), publication);
        return publication;
    }

    /** A request was refused. */
    void refused(IncomingSubscription request) {
        pending.remove(request.requestId());
        subscribed.remove(request.request().track());
    }

    /** The answer to a request came that is over with it. */
    void settled() {
        theirs.finished();
    }

    /** Returns what serves a track that we offer; it has no id yet. */
    Publication offered(FullTrackName track, SubscriptionSenderListener listener) {
        return new Publication(link, this, track, nextAlias++, listener, PublicationState.WAITING);
    }

    /** The PUBLISH of {@code publication} was sent. */
    void sent(Publication publication) {
        live.put(publication.requestId(), publication);
    }

    /** Nothing more is served of {@code publication}, though an answer may be outstanding. */
    void ended(Publication publication) {
        if (publication.state() == PublicationState.OVER
                && live.remove(publication.requestId(), publication)
                && !ours.isUsed(publication.requestId())) {
            subscribed.remove(publication.track());
            theirs.finished();
        }
    }

    void onUnsubscribe(Unsubscribe message) throws ProtocolViolation {
        Publication publication = live.get(message.requestId());
        IncomingSubscription incoming = pending.get(message.requestId());
        if (publication != null) {
            publication.onUnsubscribe();
        } else if (incoming != null) {
            incoming.onUnsubscribe();
        } else {
            checkExisted("UNSUBSCRIBE", "Request ID", message.requestId());
        }
    }

    void onUpdate(SubscribeUpdate message) throws ProtocolViolation {
        theirs.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        if (resolved.refusal() != null) { // an update has no answer that could refuse it
            throw SessionCode.UNKNOWN_AUTH_TOKEN_ALIAS.violation(
                    "AUTHORIZATION TOKEN", resolved.refusal().reason());
        }
        Publication publication = live.get(message.subscriptionRequestId());
        IncomingSubscription incoming = pending.get(message.subscriptionRequestId());
        if (publication != null && publication.state() != PublicationState.ABANDONED) {
            publication.onUpdate(message, resolved.tokens());
        } else if (incoming != null) {
            incoming.onUpdate(message, resolved.tokens());
        } else {
            checkExisted("SUBSCRIBE_UPDATE", "Subscription Request ID", message.subscriptionRequestId());
        }
    }

    /** What is said of a request that is over comes late; what is said of one that never was is a violation. */
    private void checkExisted(String message, String field, long requestId) throws ProtocolViolation {
        if (!theirs.isUsed(requestId) && !ours.isUsed(requestId)) {
            throw ProtocolViolation.invalid(field, "there was no request " + requestId);
        }
        link.dropped(message);
    }

    /** Returns the subscription of this id that is served, or null. */
    @Nullable
    Publication find(long requestId) {
        return live.get(requestId);
    }

    /** Returns the subscription of this id that was not answered yet, or null. */
    @Nullable
    IncomingSubscription findPending(long requestId) {
        return pending.get(requestId);
    }
}
