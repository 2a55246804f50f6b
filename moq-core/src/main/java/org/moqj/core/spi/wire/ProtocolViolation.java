package org.moqj.core.spi.wire;

/**
 * Bytes or an exchange that the draft forbids. Checked, so that each caller chooses what the draft says follows: close
 * the session, reset the stream, or refuse the request.
 */
public final class ProtocolViolation extends Exception {

    /** PROTOCOL_VIOLATION: the same number in every draft so far, and what a violation without a code of its own gets. */
    public static final long PROTOCOL_VIOLATION = 0x3;

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final long code;
    private final String field;
    private final String detail;

    /** What is wrong with the bytes. */
    public enum Kind {
        /** They end too early, also where an enclosing length cuts a field short. */
        INCOMPLETE,
        /** A value that the draft forbids. */
        INVALID,
        /** No such message, stream or datagram. */
        UNKNOWN_TYPE
    }

    /**
     * Describes a violation.
     *
     * @param kind what is wrong
     * @param code the session error code that the draft names for it
     * @param field the field at fault, as the draft spells it
     * @param detail what was found, and what is allowed
     */
    public ProtocolViolation(Kind kind, long code, String field, String detail) {
        super(field + ": " + detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.field = field;
        this.detail = detail;
    }

    /** Returns a forbidden value with code {@link #PROTOCOL_VIOLATION}. */
    public static ProtocolViolation invalid(String field, String detail) {
        return new ProtocolViolation(Kind.INVALID, PROTOCOL_VIOLATION, field, detail);
    }

    /** Returns bytes that end too early, with code {@link #PROTOCOL_VIOLATION}. */
    public static ProtocolViolation incomplete(String field, String detail) {
        return new ProtocolViolation(Kind.INCOMPLETE, PROTOCOL_VIOLATION, field, detail);
    }

    /** Returns a type that the draft does not know, with code {@link #PROTOCOL_VIOLATION}. */
    public static ProtocolViolation unknownType(String field, long type) {
        return new ProtocolViolation(
                Kind.UNKNOWN_TYPE, PROTOCOL_VIOLATION, field, "unknown type 0x" + Long.toHexString(type));
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the session error code that the draft names for it. */
    public long code() {
        return code;
    }

    /** Returns the field at fault, as the draft spells it. */
    public String field() {
        return field;
    }

    /** Returns what was found, and what is allowed. */
    public String detail() {
        return detail;
    }
}
