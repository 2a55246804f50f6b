package org.moqj.draft07.internal.message;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * The parameters of a message in their order on the wire, unknown ones included (draft-07, section 6.1).
 *
 * @param list each type at most once
 */
public record Parameters(List<Parameter> list) {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    /** More than this in one message is refused: the draft defines three. */
    static final int MAX_COUNT = 64;

    /** Session error code 0x5, Parameter Length Mismatch. */
    static final long LENGTH_MISMATCH = 0x5;

    /**
     * One parameter.
     *
     * @param type the Parameter Type
     * @param value the Parameter Value, uninterpreted
     */
    public record Parameter(long type, ByteString value) {

        /** Returns the type and the size, never the value: it may be a credential. */
        @Override
        public String toString() {
            return "Parameter[type=" + type + ", size=" + value.size() + "]";
        }
    }

    /** Copies the list. */
    public Parameters {
        list = List.copyOf(list);
    }

    /**
     * Reads a count and that many parameters.
     *
     * @param understood the parameters that mean something in this message; others are kept and not looked into
     */
    static Parameters read(WireReader in, ParameterKey... understood) throws ProtocolViolation {
        int count = in.boundedVarint("Number of Parameters", MAX_COUNT);
        if (count == 0) {
            return NONE;
        }
        List<Parameter> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long type = in.varint("Parameter Type");
            checkUnique(list, type);
            Parameter parameter = new Parameter(type, in.lengthPrefixed("Parameter Length", Integer.MAX_VALUE));
            checkLength(parameter, understood);
            list.add(parameter);
        }
        return new Parameters(list);
    }

    void write(WireWriter out) {
        out.varint(list.size());
        for (Parameter parameter : list) {
            out.varint(parameter.type()).lengthPrefixed(parameter.value());
        }
    }

    /** Returns these parameters and one more. */
    public Parameters with(ParameterKey key, long value) {
        byte[] encoded = new byte[Varint.size(value)];
        Varint.write(Unpooled.wrappedBuffer(encoded).clear(), value);
        return with(key, ByteString.copyOf(encoded));
    }

    /** Returns these parameters and one more. */
    public Parameters with(ParameterKey key, ByteString value) {
        List<Parameter> longer = new ArrayList<>(list);
        longer.add(new Parameter(key.code(), value));
        return new Parameters(longer);
    }

    /** Returns the number that the parameter {@code key} holds, where it is there and is one. */
    public OptionalLong varint(ParameterKey key) {
        Optional<ByteString> value = bytes(key);
        return value.isPresent() && isVarint(value.get())
                ? OptionalLong.of(Varint.read(Unpooled.wrappedBuffer(value.get().asByteBuffer())))
                : OptionalLong.empty();
    }

    /** Returns the value of the parameter {@code key}, where it is there. */
    public Optional<ByteString> bytes(ParameterKey key) {
        for (Parameter parameter : list) {
            if (parameter.type() == key.code()) {
                return Optional.of(parameter.value());
            }
        }
        return Optional.empty();
    }

    private static void checkUnique(List<Parameter> list, long type) throws ProtocolViolation {
        for (Parameter parameter : list) {
            if (parameter.type() == type) {
                throw ProtocolViolation.invalid("Parameter Type", "parameter 0x" + Long.toHexString(type) + " twice");
            }
        }
    }

    private static void checkLength(Parameter parameter, ParameterKey[] understood) throws ProtocolViolation {
        for (ParameterKey key : understood) {
            boolean mismatch = key.code() == parameter.type()
                    && key.kind() == ParameterKey.Kind.VARINT
                    && !isVarint(parameter.value());
            if (mismatch) {
                throw new ProtocolViolation(
                        ProtocolViolation.Kind.INVALID,
                        LENGTH_MISMATCH,
                        key.label(),
                        "one varint, is " + parameter.value().size() + " bytes");
            }
        }
    }

    private static boolean isVarint(ByteString value) {
        return value.size() > 0
                && value.size() == Varint.encodedSize(value.asByteBuffer().get(0));
    }
}
