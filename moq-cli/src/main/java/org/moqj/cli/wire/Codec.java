package org.moqj.cli.wire;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.OptionalLong;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads and writes one kind of bytes, of one draft. */
interface Codec {

    /**
     * What bytes are.
     *
     * @param type the name of the message, the stream or the datagram
     * @param typeId its number on the wire; empty for what has none
     * @param length the bytes that were read
     * @param fields the fields by name, as {@link FieldsJson} shows them
     */
    record Content(String type, OptionalLong typeId, int length, Map<String, Object> fields) {}

    /** Reads all of {@code bytes}, which are lent. */
    Content decode(ByteBuf bytes) throws ProtocolViolation;

    /** Appends to {@code out} what {@link #decode} would show so. */
    void encode(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation;
}
