package org.moqj.draft14.internal.message;

import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Where the fields of a message come from: the bytes of the wire, or named values that a person wrote. Fields are asked
 * for in the order of the wire, by the label that the draft gives them; so a layout is written down once, in its message.
 */
public interface FieldReader {

    /** Reads a variable-length integer. */
    long varint(String field) throws ProtocolViolation;

    /** Reads one byte, 0 to 255. */
    int u8(String field) throws ProtocolViolation;

    /** Reads a count and that many variable-length integers. */
    List<Long> varints(String field) throws ProtocolViolation;

    /**
     * Reads a length and that many bytes, which usually are text.
     *
     * @param maxLength the most bytes allowed
     */
    ByteString bytes(String field, int maxLength) throws ProtocolViolation;

    /**
     * Reads a tuple: a count, and that many fields of bytes.
     *
     * @param maxFields the most fields allowed
     * @param maxBytes the most bytes that all fields may have together
     */
    List<ByteString> tuple(String field, int maxFields, int maxBytes) throws ProtocolViolation;

    /** Reads a group and an object id. */
    Location location(String field) throws ProtocolViolation;

    /** Reads the parameters, the last field of the messages that have it. */
    Parameters parameters(ParameterScope scope) throws ProtocolViolation;

    /** Checks that no field of {@code message} is left over. */
    void expectEnd(String message) throws ProtocolViolation;

    /** Reads a byte that must be 0 or 1. */
    default boolean flag(String field) throws ProtocolViolation {
        int value = u8(field);
        if (value > 1) {
            throw ProtocolViolation.invalid(field, "must be 0 or 1, is " + value);
        }
        return value == 1;
    }
}
