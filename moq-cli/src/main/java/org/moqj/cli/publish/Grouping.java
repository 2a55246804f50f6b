package org.moqj.cli.publish;

import java.nio.ByteBuffer;

/** Cuts a track without groups of its own into groups of so many objects. */
public final class Grouping {

    private final long groupSize;
    private long written;

    /** @param groupSize objects in a group; 0 puts all into one */
    public Grouping(long groupSize) {
        this.groupSize = groupSize;
    }

    void write(TrackWriter writer, ByteBuffer object) {
        if (groupSize > 0 && written > 0 && written % groupSize == 0) {
            writer.endGroup();
        }
        writer.write(object);
        written++;
    }
}
