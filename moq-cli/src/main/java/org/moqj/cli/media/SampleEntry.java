package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the first entry of an {@code stsd} (ISO/IEC 14496-12, section 8.5.2): how a track is coded. */
final class SampleEntry {

    private static final int STSD_HEADER = 8;
    private static final int VISUAL_ENTRY = 78;
    private static final int AUDIO_ENTRY = 28;

    private SampleEntry() {}

    static SampleFormat read(Box stsd, MediaTrack.Kind kind) throws MediaFormatException {
        ByteBuffer entries = stsd.content().position(STSD_HEADER).slice();
        Box entry = Box.in(entries).stream()
                .findFirst()
                .orElseThrow(() -> MediaFormatException.notFragmentedMp4("a track has no sample description"));
        return switch (kind) {
            case VIDEO -> video(entry);
            case AUDIO -> audio(entry);
            case OTHER -> SampleFormat.other(entry.type());
        };
    }

    private static SampleFormat video(Box entry) throws MediaFormatException {
        ByteBuffer fields = entry.content();
        Optional<Box> avcC = child(entry, VISUAL_ENTRY, "avcC");
        String codec = avcC.isPresent() && entry.type().equals("avc1") ? avc1(avcC.get()) : entry.type();
        return SampleFormat.video(
                codec, Short.toUnsignedInt(fields.getShort(24)), Short.toUnsignedInt(fields.getShort(26)));
    }

    /** Profile, compatibility and level, as RFC 6381, section 3.3, writes them. */
    private static String avc1(Box avcC) {
        ByteBuffer fields = avcC.content();
        return String.format("avc1.%02X%02X%02X", fields.get(1), fields.get(2), fields.get(3));
    }

    private static SampleFormat audio(Box entry) throws MediaFormatException {
        ByteBuffer fields = entry.content();
        int channels = Short.toUnsignedInt(fields.getShort(16));
        // 16.16 fixed point.
        int sampleRate = Short.toUnsignedInt(fields.getShort(24));
        Optional<Box> esds = child(entry, AUDIO_ENTRY, "esds");
        if (esds.isEmpty() || !entry.type().equals("mp4a")) {
            return SampleFormat.audio(entry.type(), 0, sampleRate, channels);
        }
        ElementaryStream stream = ElementaryStream.read(esds.get());
        return SampleFormat.audio(stream.codec(), stream.bitrate(), sampleRate, channels);
    }

    private static Optional<Box> child(Box entry, int fieldsSize, String type) throws MediaFormatException {
        ByteBuffer children = entry.content().position(fieldsSize).slice();
        return Box.in(children).stream().filter(box -> box.type().equals(type)).findFirst();
    }
}
