package org.moqj.cli.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How a box begins (ISO/IEC 14496-12, section 4.2).
 *
 * @param type four printable characters
 * @param size of the whole box, at least its header's
 * @param headerSize 8, or 16 with a 64-bit size
 */
record BoxHeader(String type, long size, int headerSize) {

    static final int SHORT = 8;
    static final int LONG = 16;

    private static final int SIZE_IS_64_BIT = 1;

    /** Returns whether the first bytes of a header say that it is a long one. */
    static boolean isLong(ByteBuffer start) {
        return start.getInt(0) == SIZE_IS_64_BIT;
    }

    /** Reads the header that {@code bytes} begins with. */
    static BoxHeader of(ByteBuffer bytes) throws MediaFormatException {
        if (bytes.remaining() < SHORT || (isLong(bytes) && bytes.remaining() < LONG)) {
            throw MediaFormatException.notFragmentedMp4("a box ends inside its header");
        }
        String type = type(bytes);
        int headerSize = isLong(bytes) ? LONG : SHORT;
        long size = isLong(bytes) ? bytes.getLong(SHORT) : Integer.toUnsignedLong(bytes.getInt(0));
        if (size == 0) {
            throw MediaFormatException.notFragmentedMp4("the box " + type + " runs to the end of the input");
        }
        if (size < headerSize) {
            throw MediaFormatException.notFragmentedMp4("the box " + type + " has the impossible size " + size);
        }
        return new BoxHeader(type, size, headerSize);
    }

    private static String type(ByteBuffer bytes) throws MediaFormatException {
        byte[] type = new byte[4];
        bytes.get(4, type);
        for (byte character : type) {
            if (character < 0x20 || character > 0x7e) {
                throw MediaFormatException.notFragmentedMp4("no box begins where one should");
            }
        }
        return new String(type, StandardCharsets.US_ASCII);
    }
}
