package org.moqj.draft07.internal.message;

/** The parameters of CLIENT_SETUP and SERVER_SETUP, a key space of their own (draft-07, section 6.2.2). */
public enum SetupParameter implements ParameterKey {
    ROLE(0x00, Kind.VARINT),
    PATH(0x01, Kind.BYTES),
    MAX_SUBSCRIBE_ID(0x02, Kind.VARINT);

    private final long code;
    private final Kind kind;

    SetupParameter(long code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public long code() {
        return code;
    }

    @Override
    public String label() {
        return name();
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
