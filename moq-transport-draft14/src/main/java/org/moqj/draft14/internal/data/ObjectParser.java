package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads the objects of a stream behind its header, at any split. */
public interface ObjectParser {

    /**
     * Reads one object, if all of it is there.
     *
     * @param in what is readable is read, but not beyond the object's end
     * @return the object, or null where bytes are missing
     */
    @Nullable
    MoqObject read(ByteBuf in) throws ProtocolViolation, StreamFault;

    /** Returns whether the ids that all objects of the stream share are known. */
    boolean isIdentified();

    /** Returns whether the stream may end here: no part of another object was read. */
    boolean isBetweenObjects();

    /** The stream is over: gives back what an unfinished object has taken. */
    void release();

    /** Returns the field that is read next, as the draft spells it. */
    String nextField();
}
