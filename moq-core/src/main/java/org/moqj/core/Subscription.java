package org.moqj.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.moqj.core.internal.CoreSubscription;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;

/**
 * A subscription to a track. Thread-safe.
 *
 * <p>Its objects are taken once, through exactly one of {@link #objects()}, {@link #inOrder}, {@link #groups} and
 * {@link #forEach}; a second reader is refused. They are handed out on the session's callback executor, one at a time.
 */
public sealed interface Subscription extends AutoCloseable permits CoreSubscription {

    /** Returns the track. */
    FullTrackName track();

    /** Returns the largest location when the publisher agreed; empty where there was no object, or it is not known. */
    Optional<Location> largest();

    /** Returns the order of groups that the publisher agreed to. */
    GroupOrder groupOrder();

    /**
     * Returns for how long the publisher granted the subscription, from its answer on; empty for no stated time. It may
     * end before or last longer; {@link #ended()} then has {@link DoneStatus#EXPIRED}. An update does not prolong it.
     */
    Optional<Duration> expires();

    /**
     * Returns the objects as they arrive. Objects of one stream keep their order; streams overtake each other.
     *
     * <p>Completes when the publisher ends the subscription normally or it is closed here; otherwise fails with a
     * {@link MoqException}. No demand means that the streams are not read, see {@link SubscribeOptions#slowConsumer()}.
     */
    Flow.Publisher<MoqObject> objects();

    /**
     * Returns the objects in ascending order of groups. A newer group waits for an older one to end, at most
     * {@code patience} since the newer one began; what comes after its turn is dropped and counted. Within a group,
     * objects that wait come in the order of their ids; none waits for an id that is missing. Ends as {@link #objects()}
     * does.
     *
     * @param patience not negative; beyond a hundred years it stands for ever
     */
    Flow.Publisher<MoqObject> inOrder(Duration patience);

    /**
     * Returns whole groups in ascending order, as {@link #inOrder} orders them. A group is cut short when patience ends,
     * when it alone fills the subscription's queue, and when the subscription ends.
     */
    Flow.Publisher<MoqGroup> groups(Duration patience);

    /**
     * Hands each object to {@code consumer} as {@link #objects()} does.
     *
     * @return completes as {@link #objects()} does; exceptionally also with what {@code consumer} throws, which ends
     *     the subscription and nothing else. Cancelling it ends the subscription
     */
    CompletableFuture<Void> forEach(Consumer<? super MoqObject> consumer);

    /**
     * Returns how the subscription ended: completes when the publisher ended it or it was closed here, exceptionally
     * when the session ended before.
     */
    CompletableFuture<SubscriptionEnd> ended();

    /**
     * Narrows the subscription, or changes its priority or forwarding (SUBSCRIBE_UPDATE; draft-14, section 9.10;
     * draft-07, section 6.5). Publishers do not answer: what was on its way still arrives.
     *
     * @return completes once the change is on its way; exceptionally with a {@link MoqRequestException} where it would
     *     widen the range, or with a {@link MoqSessionException}
     * @throws UnsupportedFeatureException where draft or peer lack updates, or what they change
     */
    CompletableFuture<Void> update(SubscriptionChange change);

    /** Returns how much came in, and how much was dropped and why. */
    SubscriptionStats stats();

    /**
     * Ends the subscription at the peer (UNSUBSCRIBE) and here, at once: objects that were not handed out yet are left
     * out. No effect when it has ended and everything was handed out.
     */
    @Override
    void close();
}
