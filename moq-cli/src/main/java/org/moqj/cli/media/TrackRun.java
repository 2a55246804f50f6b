package org.moqj.cli.media;

import java.nio.ByteBuffer;

/** Reads a {@code trun} (ISO/IEC 14496-12, section 8.8.8). */
final class TrackRun {

    private static final int HAS_DATA_OFFSET = 0x001;
    private static final int HAS_FIRST_SAMPLE_FLAGS = 0x004;
    private static final int HAS_DURATION = 0x100;
    private static final int HAS_SIZE = 0x200;
    private static final int HAS_FLAGS = 0x400;
    private static final int HAS_COMPOSITION_OFFSET = 0x800;

    private static final int IS_NON_SYNC = 0x00010000;
    private static final int DEPENDS_ON_SHIFT = 24;
    private static final int DEPENDS_ON_NO_OTHER = 2;

    private TrackRun() {}

    /** Returns whether one of the run's samples depends on no other. */
    static boolean hasKeyframe(ByteBuffer trun, int defaultFlags) {
        ByteBuffer in = trun.duplicate();
        int flags = in.getInt();
        int samples = in.getInt();
        if ((flags & HAS_DATA_OFFSET) != 0) {
            in.getInt();
        }
        int firstFlags = (flags & HAS_FIRST_SAMPLE_FLAGS) == 0 ? defaultFlags : in.getInt();
        if (samples != 0 && (flags & HAS_FLAGS) == 0) {
            return isKeyframe(firstFlags) || (Integer.compareUnsigned(samples, 1) > 0 && isKeyframe(defaultFlags));
        }
        return samples != 0 && anyKeyframe(in, flags, samples);
    }

    private static boolean anyKeyframe(ByteBuffer in, int flags, int samples) {
        int before = ((flags & HAS_DURATION) == 0 ? 0 : 4) + ((flags & HAS_SIZE) == 0 ? 0 : 4);
        int size = before + 4 + ((flags & HAS_COMPOSITION_OFFSET) == 0 ? 0 : 4);
        for (int at = in.position(), i = 0; i != samples; i++, at += size) {
            if (isKeyframe(in.getInt(at + before))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKeyframe(int sampleFlags) {
        boolean dependsOnNoOther = ((sampleFlags >> DEPENDS_ON_SHIFT) & 0x3) == DEPENDS_ON_NO_OTHER;
        return dependsOnNoOther && (sampleFlags & IS_NON_SYNC) == 0;
    }
}
