package org.moqj.core.spi.draft;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.LocationRange;
import org.moqj.core.spi.transport.SendStreamHandler;

/** The peer asks for objects of the past. Answered once. A joining fetch has been resolved to a range. */
public interface IncomingFetch {

    /** Returns the track. */
    FullTrackName track();

    /** Returns from where to where; the end is present. */
    LocationRange range();

    /** Returns the subscriber's priority, 0 (first) to 255. */
    int subscriberPriority();

    /** Returns which group is to go first. */
    GroupOrder groupOrder();

    /**
     * Returns whether the answer may leave out objects that are not to be had here. Otherwise what it leaves out is said
     * not to exist.
     */
    boolean mayLeaveOut();

    /** Returns the request's tokens. */
    List<AuthToken> tokens();

    /** Names who is told when the subscriber gives the fetch up, also before it is answered. */
    void onCancel(Runnable cancelled);

    /**
     * Agrees, opens the stream, and returns what takes the objects.
     *
     * @param handler told when the stream takes more, and when the peer stopped it
     */
    SubgroupSender accept(FetchGranted granted, SendStreamHandler handler);

    /** Refuses. */
    void reject(Refusal refusal);
}
