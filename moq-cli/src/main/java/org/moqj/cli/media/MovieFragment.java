package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a {@code moof} says (ISO/IEC 14496-12, section 8.8).
 *
 * @param trackId the {@code track_ID}
 * @param decodeTime when its first sample is decoded, in the track's timescale
 * @param hasKeyframe whether one of its samples depends on no other
 */
record MovieFragment(long trackId, long decodeTime, boolean hasKeyframe) {

    static MovieFragment read(Box moof, InitSegment init) throws MediaFormatException {
        List<Box> trafs = moof.children("traf");
        if (trafs.size() != 1) {
            throw MediaFormatException.notFragmentedMp4(
                    "a moof has " + trafs.size() + " tracks, and one is needed (separate_moof)");
        }
        Box traf = trafs.get(0);
        TrackFragmentHeader header = TrackFragmentHeader.read(traf.get("tfhd"));
        MediaTrack track = init.track(header.trackId())
                .orElseThrow(() -> MediaFormatException.notFragmentedMp4(
                        "a moof belongs to track " + header.trackId() + ", which the moov does not have"));
        int defaultFlags = header.defaultSampleFlags().orElse(track.defaultSampleFlags());
        boolean hasKeyframe = false;
        for (Box trun : traf.children("trun")) {
            hasKeyframe |= TrackRun.hasKeyframe(trun.content(), defaultFlags);
        }
        return new MovieFragment(header.trackId(), decodeTime(traf.get("tfdt").content()), hasKeyframe);
    }

    /** Overwrites the time in {@code moof}, whose bytes are writable. */
    static void setDecodeTime(Box moof, long decodeTime) throws MediaFormatException {
        ByteBuffer tfdt = moof.get("traf", "tfdt").content();
        if (isVersion0(tfdt)) {
            tfdt.putInt(4, (int) decodeTime);
        } else {
            tfdt.putLong(4, decodeTime);
        }
    }

    private static long decodeTime(ByteBuffer tfdt) {
        return isVersion0(tfdt) ? Integer.toUnsignedLong(tfdt.getInt(4)) : tfdt.getLong(4);
    }

    private static boolean isVersion0(ByteBuffer fullBox) {
        return fullBox.get(0) == 0;
    }
}
