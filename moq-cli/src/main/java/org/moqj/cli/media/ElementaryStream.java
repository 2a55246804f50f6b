package org.moqj.cli.media;

import java.nio.ByteBuffer;

/**
 * What an {@code esds} says of an MPEG-4 audio stream (ISO/IEC 14496-1, section 7.2.6).
 *
 * @param codec such as {@code mp4a.40.2} (RFC 6381, section 3.3)
 * @param bitrate the larger of maximum and average, in bit/s; 0 where neither is said
 */
record ElementaryStream(String codec, long bitrate) {

    private static final int ES_DESCRIPTOR = 0x03;
    private static final int DECODER_CONFIG = 0x04;
    private static final int DECODER_SPECIFIC_INFO = 0x05;

    private static final int DEPENDS_ON_STREAM = 0x80;
    private static final int HAS_URL = 0x40;
    private static final int HAS_OCR_STREAM = 0x20;

    /** The audio object type that says: add the next six bits to 32. */
    private static final int ESCAPED_TYPE = 31;

    static ElementaryStream read(Box esds) throws MediaFormatException {
        ByteBuffer in = esds.content().position(4);
        enter(in, ES_DESCRIPTOR);
        skipStreamFields(in);
        enter(in, DECODER_CONFIG);
        int objectType = Byte.toUnsignedInt(in.get());
        in.position(in.position() + 1 + 3);
        long maximum = Integer.toUnsignedLong(in.getInt());
        long average = Integer.toUnsignedLong(in.getInt());
        enter(in, DECODER_SPECIFIC_INFO);
        return new ElementaryStream(
                String.format("mp4a.%02x.%d", objectType, audioObjectType(in)), Math.max(maximum, average));
    }

    private static void skipStreamFields(ByteBuffer in) {
        in.getShort();
        int flags = in.get();
        in.position(in.position() + ((flags & DEPENDS_ON_STREAM) == 0 ? 0 : 2));
        if ((flags & HAS_URL) != 0) {
            in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
        }
        in.position(in.position() + ((flags & HAS_OCR_STREAM) == 0 ? 0 : 2));
    }

    /** Goes to the content of the descriptor that begins here; its size is in as many bytes as have the high bit. */
    private static void enter(ByteBuffer in, int tag) throws MediaFormatException {
        if (Byte.toUnsignedInt(in.get()) != tag) {
            throw MediaFormatException.notFragmentedMp4("the esds box lacks the descriptor " + tag);
        }
        while (in.get() < 0) {
            // The size itself is not needed: what follows is read field by field.
        }
    }

    private static int audioObjectType(ByteBuffer in) {
        int bits = Short.toUnsignedInt(in.getShort());
        int type = bits >> 11;
        return type == ESCAPED_TYPE ? 32 + ((bits >> 5) & 0x3f) : type;
    }
}
