package org.moqj.draft07.internal.message;

/** The parameters of all messages but SETUP (draft-07, section 6.1.1). */
public enum VersionParameter implements ParameterKey {
    AUTHORIZATION_INFO(0x02, "AUTHORIZATION INFO", Kind.BYTES),
    DELIVERY_TIMEOUT(0x03, "DELIVERY TIMEOUT", Kind.VARINT),
    MAX_CACHE_DURATION(0x04, "MAX_CACHE_DURATION", Kind.VARINT);

    private final long code;
    private final String label;
    private final Kind kind;

    VersionParameter(long code, String label, Kind kind) {
        this.code = code;
        this.label = label;
        this.kind = kind;
    }

    @Override
    public long code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
