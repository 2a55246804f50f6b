package org.moqj.draft14.internal.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Text for people in answers (draft-14, section 1.4.3): at most 1024 bytes of UTF-8. */
public final class ReasonPhrase {

    /** The most bytes that a reason may have. */
    public static final int MAX_BYTES = 1024;

    private static final String FIELD = "Error Reason";

    private ReasonPhrase() {}

    static ByteString read(FieldReader in) throws ProtocolViolation {
        return in.bytes(FIELD, MAX_BYTES);
    }

    static void write(FieldWriter out, ByteString reason) {
        out.bytes(FIELD, reason);
    }

    /** Returns the UTF-8 form of {@code text}, cut at the end of a character where it is too long. */
    public static ByteString of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return ByteString.copyOf(bytes);
        }
        int end = MAX_BYTES;
        while ((bytes[end] & 0xc0) == 0x80) { // inside a character
            end--;
        }
        return ByteString.copyOf(Arrays.copyOf(bytes, end));
    }

    /** Returns the text of {@code reason}; what is not UTF-8 becomes the replacement character. */
    public static String text(ByteString reason) {
        return new String(reason.toByteArray(), StandardCharsets.UTF_8);
    }
}
