package org.moqj.draft07.internal.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DatagramListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams and datagrams that the peer sends objects on (draft-07, section 7): from the transport to the
 * subscription or fetch that they belong to. What belongs to none is stopped or dropped: the session goes on.
 *
 * <p>Confined to the session's event loop.
 */
final class DataStreams {

    private static final Logger log = LoggerFactory.getLogger(DataStreams.class);

    private final Link link;
    private final Subscriptions subscriptions;
    private final Fetches fetches;
    private final DatagramListener onObject = this::onObject;
    private final List<ReceiveStream> beforeSetup = new ArrayList<>();

    DataStreams(Link link, Subscriptions subscriptions, Fetches fetches) {
        this.link = link;
        this.subscriptions = subscriptions;
        this.fetches = fetches;
    }

    /** Takes a stream that the peer has opened; before SETUP it is left unread. */
    void onUniStream(ReceiveStream stream) {
        if (link.shutdown().state().isUsable()) {
            start(stream);
        } else if (beforeSetup.size() < link.limits().maxEarlyStreams()) {
            beforeSetup.add(stream);
        } else {
            log.debug("session={} stream={} refused: too many before SETUP", link.sessionId(), stream.id());
            stream.stop(0);
        }
    }

    /** Reads what came before SETUP was through. */
    void established() {
        List<ReceiveStream> early = List.copyOf(beforeSetup);
        beforeSetup.clear();
        early.forEach(this::start);
    }

    /** Takes a datagram, which is lent. */
    void onDatagram(ByteBuf datagram) {
        if (!link.shutdown().state().isUsable()) {
            log.debug("session={} datagram dropped: SETUP is not through", link.sessionId());
            return;
        }
        try {
            subscriptions.layout().readDatagram(datagram, link.limits().maxObjectSize(), onObject);
        } catch (ProtocolViolation violation) {
            link.shutdown().closeFor(violation, FailurePhase.DATA);
        } catch (RuntimeException e) {
            link.shutdown().closeFor(e);
        }
    }

    private void onObject(long subscribeId, long trackAlias, MoqObject object) throws ProtocolViolation {
        Subscription subscription = subscriptionFor(subscribeId, trackAlias);
        if (subscription == null) {
            log.debug("session={} datagram dropped: unknown subscription", link.sessionId());
        } else {
            subscription.onDatagram(object);
        }
    }

    @Nullable
    Subscription subscriptionFor(long subscribeId, long trackAlias) {
        return subscribeId >= 0 ? subscriptions.byId(subscribeId) : subscriptions.byAlias(trackAlias);
    }

    @Nullable
    OutgoingFetch fetchFor(long subscribeId) {
        return fetches.byId(subscribeId);
    }

    EarlyData early() {
        return subscriptions.early();
    }

    private void start(ReceiveStream stream) {
        stream.start(new IncomingUniStream(link, this, subscriptions.layout(), stream));
    }
}
