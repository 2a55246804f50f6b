package org.moqj.draft14.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.PeerProfile;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.SubscribeRequest;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.draft.SubscriptionSenderListener;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Filter;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Subscribe;
import org.moqj.draft14.internal.message.SubscribeOk;
import org.moqj.draft14.internal.message.SubscribeUpdate;

/** A SUBSCRIBE of the peer that was not answered yet. Confined to the session's event loop. */
final class IncomingSubscription implements IncomingSubscribe {

    private enum State {
        OPEN,
        /** The subscriber left before it was answered; it keeps its place among the open requests until it is. */
        LEFT,
        ANSWERED
    }

    private final Link link;
    private final Publications all;
    private final Subscribe message;
    private final SubscribeRequest request;
    private final List<Consumer<@Nullable Publication>> waiting = new ArrayList<>();
    private State state = State.OPEN;
    private LocationRange told;
    private @Nullable SubscribeUpdate update;
    private List<AuthToken> newTokens = List.of();

    IncomingSubscription(Link link, Publications all, Subscribe message, List<AuthToken> tokens) {
        this.link = link;
        this.all = all;
        this.message = message;
        this.request = new SubscribeRequest(
                message.track(),
                message.subscriberPriority(),
                message.groupOrder(),
                message.forward(),
                Filters.toCore(message.filter()),
                ParameterLists.time(message.parameters(), KnownParameter.DELIVERY_TIMEOUT),
                tokens);
        this.told = message.filter().range(Optional.empty()); // all, where the filter names no start
    }

    long requestId() {
        return message.requestId();
    }

    @Override
    public SubscribeRequest request() {
        return request;
    }

    @Override
    public LocationRange range(Optional<Location> largest) {
        boolean currentGroup = message.filter().type() == Filter.Type.LARGEST_OBJECT
                && link.has(PeerProfile.Quirk.LARGEST_OBJECT_IS_CURRENT_GROUP);
        return currentGroup && largest.isPresent()
                ? LocationRange.from(new Location(largest.get().group(), 0))
                : message.filter().range(largest);
    }

    @Override
    public SubscriptionSender accept(SubscriptionGranted granted, SubscriptionSenderListener listener) {
        if (state != State.OPEN || link.isOver()) {
            return acceptTooLate(listener);
        }
        state = State.ANSWERED;
        Publication publication = all.granted(this, listener);
        GroupOrder order = granted.groupOrder() == GroupOrder.DESCENDING ? GroupOrder.DESCENDING : GroupOrder.ASCENDING;
        LocationRange range = range(granted.largest());
        publication.agreed(message.subscriberPriority(), order, message.filter(), granted.largest(), range, range);
        link.send(new SubscribeOk(
                message.requestId(),
                publication.trackAlias(),
                granted.expires().map(Duration::toMillis).orElse(0L),
                order,
                granted.largest(),
                parameters(granted)));
        answered(publication);
        return publication;
    }

    private Parameters parameters(SubscriptionGranted granted) {
        if (link.has(PeerProfile.Quirk.NO_SUBSCRIBE_OK_PARAMETERS)) {
            return Parameters.NONE;
        }
        return ParameterLists.empty()
                .time(KnownParameter.DELIVERY_TIMEOUT, granted.deliveryTimeout())
                .time(KnownParameter.MAX_CACHE_DURATION, granted.maxCacheDuration())
                .build();
    }

    private SubscriptionSender acceptTooLate(SubscriptionSenderListener listener) {
        if (state == State.LEFT && !link.isOver()) {
            state = State.ANSWERED;
            all.settled();
            link.later(listener::onUnsubscribe);
        }
        return new Publication(link, all, message.track(), 0, listener, PublicationState.OVER);
    }

    private void answered(@Nullable Publication publication) {
        for (Consumer<@Nullable Publication> joiner : waiting) {
            link.later(() -> joiner.accept(publication));
        }
        waiting.clear();
        SubscribeUpdate early = update;
        if (publication != null && early != null) {
            link.later(() -> {
                try {
                    publication.onUpdate(early, newTokens);
                } catch (ProtocolViolation e) {
                    link.violated(e);
                }
            });
        }
    }

    @Override
    public void reject(Refusal refusal) {
        if (state == State.ANSWERED || link.isOver()) {
            return;
        }
        boolean wanted = state == State.OPEN;
        state = State.ANSWERED;
        all.settled();
        if (wanted) {
            refuse(refusal);
        }
    }

    private void refuse(Refusal refusal) {
        all.refuse(message.requestId(), refusal);
        all.refused(this);
        answered(null);
    }

    /** The subscriber leaves before it was answered; the answer that the draft still wants is a refusal. */
    void onUnsubscribe() {
        state = State.LEFT;
        refuse(Refusal.of(RequestError.INTERNAL_ERROR, "unsubscribed"));
    }

    /** An update came before the answer; the last one says all that earlier ones did. */
    void onUpdate(SubscribeUpdate early, List<AuthToken> tokens) throws ProtocolViolation {
        told = Ranges.narrowed(early, told);
        update = early;
        newTokens = tokens.isEmpty() ? newTokens : tokens;
    }

    /** Has {@code joiner} told what became of this request: the subscription, or null where it was refused. */
    void whenAnswered(Consumer<@Nullable Publication> joiner) {
        waiting.add(joiner);
    }
}
