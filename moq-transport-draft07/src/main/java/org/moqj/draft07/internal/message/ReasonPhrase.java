package org.moqj.draft07.internal.message;

import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;

/** Text for people in errors and ends. The draft states neither an encoding nor a limit; this is UTF-8 within one. */
public final class ReasonPhrase {

    /** The most bytes accepted. */
    static final int MAX_RECEIVED = 8192;

    /** The most bytes sent. */
    static final int MAX_SENT = 1024;

    private ReasonPhrase() {}

    static ByteString read(WireReader in) throws ProtocolViolation {
        return in.lengthPrefixed("Reason Phrase", MAX_RECEIVED);
    }

    /** Returns as much of {@code reason} as travels, cut between characters. */
    public static ByteString of(String reason) {
        return ByteString.of(ByteBufUtil.utf8Bytes(reason) <= MAX_SENT ? reason : cut(reason));
    }

    /** Returns the text of {@code bytes}; what is not UTF-8 becomes the replacement character. */
    public static String text(ByteString bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static String cut(String reason) {
        int bytes = 0;
        int end = 0;
        while (end < reason.length()) {
            int next = reason.offsetByCodePoints(end, 1);
            bytes += ByteBufUtil.utf8Bytes(reason.subSequence(end, next));
            if (bytes > MAX_SENT) {
                break;
            }
            end = next;
        }
        return reason.substring(0, end);
    }
}
