package org.moqj.draft14.internal.message;

/** The parameters that draft-14 defines (sections 9.2.1 and 9.3.2). */
public enum KnownParameter {
    /** Of the setup: the path of a raw QUIC client's URL. */
    PATH(0x01, Form.TEXT),
    /** Of the setup: the request ids below this are allowed. */
    MAX_REQUEST_ID(0x02, Form.INTEGER),
    /** Of messages: milliseconds after which an object need not be sent any more. */
    DELIVERY_TIMEOUT(0x02, Form.INTEGER),
    /** Of both: a {@link Token}; the only one that may be repeated. */
    AUTHORIZATION_TOKEN(0x03, Form.TOKEN),
    /** Of the setup: the bytes of registered tokens that are kept for the peer. */
    MAX_AUTH_TOKEN_CACHE_SIZE(0x04, Form.INTEGER),
    /** Of messages: milliseconds for which an object may be served from a cache. */
    MAX_CACHE_DURATION(0x04, Form.INTEGER),
    /** Of the setup: host and port of a raw QUIC client's URL. */
    AUTHORITY(0x05, Form.TEXT),
    /**
     * Of the setup: what the sender calls itself. The draft's text gives it the number of AUTHORITY, an error that the
     * next draft mends so; deployed peers use this number.
     */
    MOQT_IMPLEMENTATION(0x07, Form.TEXT);

    /** What a value is. */
    public enum Form {
        /** A number. */
        INTEGER,
        /** Bytes that usually are text. */
        TEXT,
        /** A {@link Token}. */
        TOKEN
    }

    private final long type;
    private final Form form;

    KnownParameter(long type, Form form) {
        this.type = type;
        this.form = form;
    }

    /** Returns the number on the wire. */
    public long type() {
        return type;
    }

    /** Returns what the value is. */
    public Form form() {
        return form;
    }
}
