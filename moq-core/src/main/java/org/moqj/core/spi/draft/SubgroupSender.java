package org.moqj.core.spi.draft;

import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;

/** Takes the objects of one subgroup, in the order of their ids. */
public interface SubgroupSender {

    /** Returns whether the stream takes more without queueing it in the transport. */
    boolean isWritable();

    /**
     * Writes an object with its ids, status and extension headers. The ids rise.
     *
     * @param last whether the stream ends after it
     * @throws org.moqj.core.UnsupportedFeatureException where the draft cannot carry what the object has; nothing was
     *     written
     */
    void write(MoqObject object, boolean last);

    /** Returns how many bytes were written to the stream so far, with everything that stands before payloads. */
    long writtenBytes();

    /** Returns how many of the bytes written the transport has not accepted yet; also after the stream's end. */
    long unsentBytes();

    /** Ends the stream: all objects have been written. */
    void finish();

    /** Abandons the stream; after its end only where the transport has not accepted all of it yet. */
    void reset(StreamError error);
}
