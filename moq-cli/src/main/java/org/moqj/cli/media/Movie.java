package org.moqj.cli.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code moov} (ISO/IEC 14496-12, section 8.2): which tracks there are. */
final class Movie {

    /** version, flags, and two times of 32 or 64 bits stand before what we look for in tkhd and mdhd. */
    private static final int AFTER_TIMES_V0 = 4 + 2 * 4;

    private static final int AFTER_TIMES_V1 = 4 + 2 * 8;

    private Movie() {}

    static List<MediaTrack> tracks(Box moov) throws MediaFormatException {
        try {
            return tracksOf(moov);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw MediaFormatException.notFragmentedMp4("a box inside the moov is too short");
        }
    }

    private static List<MediaTrack> tracksOf(Box moov) throws MediaFormatException {
        Box mvex = moov.find("mvex")
                .orElseThrow(() ->
                        MediaFormatException.notFragmentedMp4("its moov has no mvex, so all samples are in one place"));
        Map<Long, Integer> defaultFlags = new HashMap<>();
        for (Box trex : mvex.children("trex")) {
            ByteBuffer content = trex.content();
            defaultFlags.put(Integer.toUnsignedLong(content.getInt(4)), content.getInt(20));
        }
        List<MediaTrack> tracks = new ArrayList<>();
        for (Box trak : moov.children("trak")) {
            tracks.add(track(trak, defaultFlags));
        }
        if (tracks.isEmpty()) {
            throw MediaFormatException.notFragmentedMp4("its moov has no track");
        }
        return tracks;
    }

    private static MediaTrack track(Box trak, Map<Long, Integer> defaultFlags) throws MediaFormatException {
        long id = afterTimes(trak.get("tkhd"));
        long timescale = afterTimes(trak.get("mdia", "mdhd"));
        if (timescale == 0) {
            throw MediaFormatException.notFragmentedMp4("track " + id + " has the timescale 0");
        }
        MediaTrack.Kind kind = kind(trak.get("mdia", "hdlr"));
        SampleFormat format = SampleEntry.read(trak.get("mdia", "minf", "stbl", "stsd"), kind);
        return new MediaTrack(id, kind, timescale, format, defaultFlags.getOrDefault(id, 0));
    }

    private static long afterTimes(Box box) {
        ByteBuffer content = box.content();
        int version = content.get(0);
        return Integer.toUnsignedLong(content.getInt(version == 0 ? AFTER_TIMES_V0 : AFTER_TIMES_V1));
    }

    private static MediaTrack.Kind kind(Box hdlr) {
        byte[] type = new byte[4];
        hdlr.content().get(8, type);
        return switch (new String(type, StandardCharsets.US_ASCII)) {
            case "vide" -> MediaTrack.Kind.VIDEO;
            case "soun" -> MediaTrack.Kind.AUDIO;
            default -> MediaTrack.Kind.OTHER;
        };
    }
}
