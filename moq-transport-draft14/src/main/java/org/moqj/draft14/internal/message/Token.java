package org.moqj.draft14.internal.message;

import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/** AUTHORIZATION TOKEN (draft-14, section 9.2.1.1): a token, or what becomes of one that was sent before. */
public sealed interface Token {

    /** The code of {@link Delete}. */
    long DELETE = 0x0;

    /** The code of {@link Register}. */
    long REGISTER = 0x1;

    /** The code of {@link UseAlias}. */
    long USE_ALIAS = 0x2;

    /** The code of {@link UseValue}. */
    long USE_VALUE = 0x3;

    /** KEY_VALUE_FORMATTING_ERROR: what a token without the right structure closes the session with. */
    long FORMATTING_ERROR = 0x6;

    /** Forgets the token of {@code alias}. */
    record Delete(long alias) implements Token {

        @Override
        public long aliasType() {
            return DELETE;
        }
    }

    /** Uses a token, and keeps it under {@code alias}. */
    record Register(long alias, long tokenType, ByteString value) implements Token {

        @Override
        public long aliasType() {
            return REGISTER;
        }

        /** Returns everything but the value. */
        @Override
        public String toString() {
            return "Register[alias=" + alias + ", type=" + tokenType + ", size=" + value.size() + "]";
        }
    }

    /** Uses the token that was kept under {@code alias}. */
    record UseAlias(long alias) implements Token {

        @Override
        public long aliasType() {
            return USE_ALIAS;
        }
    }

    /** Uses a token. */
    record UseValue(long tokenType, ByteString value) implements Token {

        @Override
        public long aliasType() {
            return USE_VALUE;
        }

        /** Returns everything but the value. */
        @Override
        public String toString() {
            return "UseValue[type=" + tokenType + ", size=" + value.size() + "]";
        }
    }

    /** Returns the code of what is to happen. */
    long aliasType();

    /** Reads all of {@code in}; whatever does not fit has the code KEY_VALUE_FORMATTING_ERROR. */
    static Token read(WireReader in) throws ProtocolViolation {
        try {
            return readStructure(in);
        } catch (ProtocolViolation e) {
            throw new ProtocolViolation(e.kind(), FORMATTING_ERROR, e.field(), e.detail());
        }
    }

    private static Token readStructure(WireReader in) throws ProtocolViolation {
        long aliasType = in.varint("Alias Type");
        if (aliasType > USE_VALUE) {
            throw ProtocolViolation.invalid("Alias Type", "must be 0 to 3, is " + aliasType);
        }
        if (aliasType == REGISTER) {
            return new Register(in.varint("Token Alias"), in.varint("Token Type"), readValue(in));
        }
        if (aliasType == USE_VALUE) {
            return new UseValue(in.varint("Token Type"), readValue(in));
        }
        long alias = in.varint("Token Alias");
        in.expectEnd("Token");
        return aliasType == DELETE ? new Delete(alias) : new UseAlias(alias);
    }

    private static ByteString readValue(WireReader in) throws ProtocolViolation {
        return in.bytes("Token Value", in.remaining());
    }

    /** Appends the structure. */
    default void write(WireWriter out) {
        out.varint(aliasType());
        if (this instanceof Delete delete) {
            out.varint(delete.alias());
        } else if (this instanceof Register register) {
            out.varint(register.alias()).varint(register.tokenType()).bytes(register.value());
        } else if (this instanceof UseAlias use) {
            out.varint(use.alias());
        } else if (this instanceof UseValue use) {
            out.varint(use.tokenType()).bytes(use.value());
        }
    }

    /** Returns the bytes that {@link #write} appends. */
    default int size() {
        int size = Varint.size(aliasType());
        if (this instanceof Delete delete) {
            return size + Varint.size(delete.alias());
        } else if (this instanceof Register register) {
            return size
                    + Varint.size(register.alias())
                    + Varint.size(register.tokenType())
                    + register.value().size();
        } else if (this instanceof UseAlias use) {
            return size + Varint.size(use.alias());
        } else if (this instanceof UseValue use) {
            return size + Varint.size(use.tokenType()) + use.value().size();
        }
        throw new IllegalStateException("Not one of the four: " + this);
    }
}
