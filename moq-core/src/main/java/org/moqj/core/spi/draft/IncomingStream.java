package org.moqj.core.spi.draft;

import org.moqj.core.StreamError;

/** A stream that the peer sends objects on. */
public interface IncomingStream {

    /** Pauses or resumes reading; while paused, what was already read is still delivered, and flow control reaches the peer. */
    void setReading(boolean reading);

    /** Asks the peer to stop sending; the receiver hears nothing more. No effect when it is over. */
    void stop(StreamError error);
}
