package org.moqj.core.spi.draft;

import java.util.Optional;
import org.moqj.core.Refusal;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;

/** The peer asks for a track's objects. Answered once. */
public interface IncomingSubscribe {

    /** Returns what is asked for. */
    SubscribeRequest request();

    /**
     * Returns the range that the filter means by this draft's rules, given the largest location that exists when the
     * request is answered.
     */
    LocationRange range(Optional<Location> largest);

    /** Agrees, and returns what takes the objects. */
    SubscriptionSender accept(SubscriptionGranted granted, SubscriptionSenderListener listener);

    /** Refuses. */
    void reject(Refusal refusal);
}
