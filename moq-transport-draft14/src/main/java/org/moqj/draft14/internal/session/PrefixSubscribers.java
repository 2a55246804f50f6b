package org.moqj.draft14.internal.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.draft.NamespaceRequest;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ReasonPhrase;
import org.moqj.draft14.internal.message.SubscribeNamespace;
import org.moqj.draft14.internal.message.SubscribeNamespaceError;
import org.moqj.draft14.internal.message.UnsubscribeNamespace;

/** The prefixes that the peer follows (draft-14, sections 6.1 and 9.28 to 9.31). Confined to the session's event loop. */
final class PrefixSubscribers {

    private final Link link;
    private final IncomingRequests requests;
    private final AuthTokens tokens;
    private final Map<TrackNamespace, PrefixSubscriber> live = new HashMap<>();

    PrefixSubscribers(Link link, IncomingRequests requests, AuthTokens tokens) {
        this.link = link;
        this.requests = requests;
        this.tokens = tokens;
    }

    void onSubscribeNamespace(SubscribeNamespace message) throws ProtocolViolation {
        requests.check(message.requestId());
        AuthTokens.Resolved resolved = tokens.resolve(message.parameters());
        TrackNamespace prefix = message.trackNamespacePrefix();
        Refusal refusal = resolved.refusal() != null ? resolved.refusal() : refusal(prefix);
        if (refusal != null) {
            refuse(message.requestId(), refusal);
            return;
        }
        PrefixSubscriber subscriber =
                new PrefixSubscriber(link, this, message.requestId(), new NamespaceRequest(prefix, resolved.tokens()));
        live.put(prefix, subscriber);
        link.listener().onSubscribeNamespace(subscriber);
    }

    private @Nullable Refusal refusal(TrackNamespace prefix) {
        if (live.keySet().stream().anyMatch(other -> NamespaceSubscriptions.overlap(other, prefix))) {
            return Refusal.of(RequestError.NAMESPACE_PREFIX_OVERLAP, "overlaps with a prefix that is followed already");
        }
        return requests.admit() ? null : requests.tooMany();
    }

    void refuse(long requestId, Refusal refusal) {
        link.send(new SubscribeNamespaceError(
                requestId, RequestCodes.SUBSCRIBE_NAMESPACE.code(refusal), ReasonPhrase.of(refusal.reason())));
    }

    /** A request is over. */
    void finished() {
        requests.finished();
    }

    /** A prefix is not followed any more. */
    void gone(PrefixSubscriber subscriber) {
        live.remove(subscriber.request().namespace(), subscriber);
    }

    void onUnsubscribe(UnsubscribeNamespace message) {
        PrefixSubscriber subscriber = live.get(message.trackNamespacePrefix());
        if (subscriber == null) { // refused, or never followed: there is nothing to end
            link.dropped("UNSUBSCRIBE_NAMESPACE");
        } else {
            subscriber.onUnsubscribe();
        }
    }
}
