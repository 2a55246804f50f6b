package org.moqj.draft07.internal.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.moqj.core.PeerProfile.Quirk;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DataLayout;
import org.moqj.draft07.internal.message.EndObject;
import org.moqj.draft07.internal.message.ReasonPhrase;
import org.moqj.draft07.internal.message.Role;
import org.moqj.draft07.internal.message.SessionCode;
import org.moqj.draft07.internal.message.Subscribe;
import org.moqj.draft07.internal.message.SubscribeError;
import org.moqj.draft07.internal.message.SubscribeErrorCode;
import org.moqj.draft07.internal.message.SubscribeUpdate;
import org.moqj.draft07.internal.message.Unsubscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peer's subscriptions: by Subscribe ID, by Track Alias and by track (draft-07, section 6.4). Confined to the
 * session's event loop.
 */
final class Publications {

    private static final Logger log = LoggerFactory.getLogger(Publications.class);

    private final Link link;
    private final IncomingRequests ids;
    private final PublishedNamespaces namespaces;
    private final StreamPriorities priorities;
    private final Supplier<DataLayout> layout;
    private final Map<Long, Publication> byId = new HashMap<>();
    private final Map<Long, Publication> byAlias = new HashMap<>();
    private final Map<FullTrackName, Publication> byTrack = new HashMap<>();

    Publications(
            Link link,
            IncomingRequests ids,
            PublishedNamespaces namespaces,
            StreamPriorities priorities,
            Supplier<DataLayout> layout) {
        this.link = link;
        this.ids = ids;
        this.namespaces = namespaces;
        this.priorities = priorities;
        this.layout = layout;
    }

    StreamPriorities priorities() {
        return priorities;
    }

    DataLayout layout() {
        return layout.get();
    }

    void onSubscribe(Subscribe message) throws ProtocolViolation {
        if (link.peer().role() == Role.PUBLISHER) {
            throw ProtocolViolation.invalid("ROLE", "a Publisher must not send SUBSCRIBE");
        }
        ids.begin(message.subscribeId());
        requireNotCancelled(message.namespace());
        Optional<FullTrackName> track = trackName(message.namespace(), message.name());
        if (track.isEmpty()) {
            refuse(message, SubscribeErrorCode.INTERNAL_ERROR, "the full track name is too long");
        } else if (message.filter().range(Optional.empty()).isEmpty()) {
            refuse(message, SubscribeErrorCode.INVALID_RANGE, "the range ends before it starts");
        } else if (ids.isOverFull()) {
            refuse(message, SubscribeErrorCode.INTERNAL_ERROR, "too many requests are open");
        } else {
            requireUnique(message, track.get());
            Publication subscription = new Publication(link, this, message, track.get());
            byId.put(message.subscribeId(), subscription);
            byAlias.put(message.trackAlias(), subscription);
            byTrack.put(track.get(), subscription);
            link.listener().onSubscribe(subscription);
        }
    }

    void onUpdate(SubscribeUpdate message) throws ProtocolViolation {
        ids.requireGranted(message.subscribeId());
        if (!ids.wasUsed(message.subscribeId())) {
            throw ProtocolViolation.invalid("Subscribe ID", "there is no subscription " + message.subscribeId());
        }
        rangeOf(message);
        Publication subscription = byId.get(message.subscribeId());
        if (subscription != null) {
            subscription.onUpdate(message);
        }
    }

    void onUnsubscribe(Unsubscribe message) throws ProtocolViolation {
        ids.requireGranted(message.subscribeId());
        Publication subscription = byId.get(message.subscribeId());
        if (subscription == null) {
            log.debug("session={} UNSUBSCRIBE of {}, which is over", link.sessionId(), message.subscribeId());
        } else {
            subscription.onUnsubscribe();
        }
    }

    /** The peer has heard the last of {@code subscription}. */
    void forget(Publication subscription) {
        byId.remove(subscription.subscribeId(), subscription);
        byAlias.remove(subscription.trackAlias(), subscription);
        byTrack.remove(subscription.request().track(), subscription);
    }

    /** Nothing is left of a subscription, at either end: the peer may make another request. */
    void closed() {
        ids.end();
    }

    void release() {
        byId.clear();
        byAlias.clear();
        byTrack.clear();
    }

    /** Returns the range that SUBSCRIBE_UPDATE states; its EndGroup is one more than the last, unlike SUBSCRIBE's. */
    static LocationRange rangeOf(SubscribeUpdate update) throws ProtocolViolation {
        Location start = new Location(update.startGroup(), update.startObject());
        if (update.endGroupPlusOne() == 0) {
            return LocationRange.from(start);
        }
        Location end = EndObject.location(update.endGroupPlusOne() - 1, update.endObjectPlusOne());
        if (end.isBefore(start)) {
            throw ProtocolViolation.invalid("EndObject", "the range ends before it starts: " + start + "-" + end);
        }
        return LocationRange.between(start, end);
    }

    /** Returns the name, where it is within the limit on names that holds for every draft. */
    static Optional<FullTrackName> trackName(TrackNamespace namespace, ByteString name) {
        return namespace.byteSize() + name.size() > FullTrackName.MAX_BYTES
                ? Optional.empty()
                : Optional.of(new FullTrackName(namespace, name));
    }

    private void requireNotCancelled(TrackNamespace namespace) throws ProtocolViolation {
        if (namespaces.isCancelled(namespace) && !link.peer().has(Quirk.STALE_REQUESTS)) {
            throw ProtocolViolation.invalid("Track Namespace", "SUBSCRIBE after ANNOUNCE_CANCEL");
        }
    }

    private void requireUnique(Subscribe message, FullTrackName track) throws ProtocolViolation {
        Publication sameAlias = byAlias.get(message.trackAlias());
        if (sameAlias != null && !sameAlias.request().track().equals(track)) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.INVALID,
                    SessionCode.DUPLICATE_TRACK_ALIAS.code(),
                    "Track Alias",
                    message.trackAlias() + " stands for another track already");
        }
        if (byTrack.containsKey(track) && !link.peer().has(Quirk.STALE_REQUESTS)) {
            throw ProtocolViolation.invalid("Track Name", "a second subscription to the same track");
        }
    }

    private void refuse(Subscribe message, SubscribeErrorCode code, String reason) {
        link.control()
                .send(new SubscribeError(
                        message.subscribeId(), code.code(), ReasonPhrase.of(reason), message.trackAlias()));
        ids.end();
    }
}
