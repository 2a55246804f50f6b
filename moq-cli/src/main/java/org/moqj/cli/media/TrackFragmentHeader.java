package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A {@code tfhd} (ISO/IEC 14496-12, section 8.8.7).
 *
 * @param trackId the {@code track_ID}
 * @param defaultSampleFlags what holds for samples whose run does not say otherwise
 */
record TrackFragmentHeader(long trackId, OptionalInt defaultSampleFlags) {

    private static final int HAS_BASE_DATA_OFFSET = 0x01;
    private static final int HAS_DESCRIPTION_INDEX = 0x02;
    private static final int HAS_DEFAULT_DURATION = 0x08;
    private static final int HAS_DEFAULT_SIZE = 0x10;
    private static final int HAS_DEFAULT_FLAGS = 0x20;

    static TrackFragmentHeader read(Box tfhd) {
        ByteBuffer in = tfhd.content();
        int flags = in.getInt();
        long trackId = Integer.toUnsignedLong(in.getInt());
        if ((flags & HAS_DEFAULT_FLAGS) == 0) {
            return new TrackFragmentHeader(trackId, OptionalInt.empty());
        }
        int before = ((flags & HAS_BASE_DATA_OFFSET) == 0 ? 0 : 8)
                + ((flags & HAS_DESCRIPTION_INDEX) == 0 ? 0 : 4)
                + ((flags & HAS_DEFAULT_DURATION) == 0 ? 0 : 4)
                + ((flags & HAS_DEFAULT_SIZE) == 0 ? 0 : 4);
        return new TrackFragmentHeader(trackId, OptionalInt.of(in.getInt(in.position() + before)));
    }
}
