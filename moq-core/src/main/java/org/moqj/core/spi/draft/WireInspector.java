package org.moqj.core.spi.draft;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Shows a draft's bytes as named fields, and turns named fields back into bytes. Uses the same codecs as sessions do.
 *
 * <p>Fields are in the order of the wire, named as the draft labels them, in snake_case. Integers are {@link Long},
 * texts {@link String}, other bytes {@code byte[]}, lists {@link java.util.List}, structures {@link Map}. Stateless and
 * thread-safe.
 */
public interface WireInspector {

    /** What the bytes are. */
    enum Kind {
        /** One control message, its type and length included. */
        CONTROL,
        /** A unidirectional stream from its first byte. */
        STREAM,
        /** One datagram. */
        DATAGRAM
    }

    /**
     * Decoded bytes.
     *
     * @param type the draft's name of the message or stream, in its own spelling
     * @param typeId the number of the type on the wire
     * @param length the bytes that were read
     * @param fields the fields by name
     */
    record Decoded(String type, long typeId, int length, Map<String, Object> fields) {}

    /** Reads {@code bytes}, which are lent. */
    Decoded decode(Kind kind, ByteBuf bytes) throws ProtocolViolation;

    /**
     * Appends to {@code out} what {@link #decode} would show so.
     *
     * @throws ProtocolViolation where a field is missing, unknown or has a value that cannot be written; names it
     */
    void encode(Kind kind, String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation;
}
