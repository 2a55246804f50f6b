package org.moqj.core.spi.draft;

import java.time.Duration;
import org.moqj.core.DoneStatus;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/** Takes the objects of one subscription of the peer. Core applies range, forwarding and group order. */
public interface SubscriptionSender {

    /**
     * Opens the stream of a subgroup.
     *
     * @param header its ids and priority, and what its objects may carry
     * @param handler told when the stream takes more, and when the peer stopped it
     */
    SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler);

    /**
     * Sends an object as a datagram, or drops it.
     *
     * @param endOfGroup whether this is its group's last object; not said where the draft cannot
     * @return what became of it here
     */
    DatagramResult sendDatagram(MoqObject object, boolean endOfGroup);

    /** Returns whether the offer of the track was not sent yet, because of the peer's limit on requests. */
    default boolean isWaiting() {
        return false;
    }

    /**
     * Returns how long the last stream has to be over before {@link #done} is called: zero, unless the peer takes that
     * message for the end of streams that it overtook.
     */
    default Duration doneDelay() {
        return Duration.ZERO;
    }

    /**
     * Ends the subscription (PUBLISH_DONE; SUBSCRIBE_DONE in draft-07). All its streams have been finished or reset.
     * Nothing more may be sent. No effect when the subscriber has left.
     */
    void done(DoneStatus status, String reason);
}
