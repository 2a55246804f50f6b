package org.moqj.draft14.internal.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/**
 * The parameters of a message in their order, unknown ones included (draft-14, section 9.2).
 *
 * @param all the parameters
 */
public record Parameters(List<Parameter> all) {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of());

    private static final String TYPE = "Parameter Type";
    private static final String LENGTH = "Parameter Length";
    private static final String VALUE = "Parameter Value";
    private static final int MAX_VALUE = 65535;

    /** Copies the list. */
    public Parameters {
        all = List.copyOf(all);
    }

    /**
     * Reads a count and that many parameters. Those that mean something in {@code scope} are checked: a repeated one is
     * a violation, a token has to have its structure.
     */
    static Parameters read(WireReader in, ParameterScope scope) throws ProtocolViolation {
        long count = in.varint("Number of Parameters");
        List<Parameter> all = new ArrayList<>(); // grows as bytes bear the count out
        Set<KnownParameter> seen = EnumSet.noneOf(KnownParameter.class);
        for (long i = 0; i < count; i++) {
            all.add(readOne(in, scope, seen));
        }
        return all.isEmpty() ? NONE : new Parameters(all);
    }

    private static Parameter readOne(WireReader in, ParameterScope scope, Set<KnownParameter> seen)
            throws ProtocolViolation {
        long type = in.varint(TYPE);
        KnownParameter known = scope.find(type);
        if (known != null && !seen.add(known) && known != KnownParameter.AUTHORIZATION_TOKEN) {
            throw ProtocolViolation.invalid(TYPE, known + " must not be repeated");
        }
        if ((type & 1) == 0) {
            return new Parameter.Numeric(type, in.varint(VALUE));
        }
        int length = in.boundedVarint(LENGTH, MAX_VALUE);
        return known == KnownParameter.AUTHORIZATION_TOKEN
                ? new Parameter.Authorization(Token.read(in.slice(VALUE, length)))
                : new Parameter.Binary(type, in.bytes(VALUE, length));
    }

    void write(WireWriter out) {
        out.varint(all.size());
        for (Parameter parameter : all) {
            out.varint(parameter.type());
            if (parameter instanceof Parameter.Numeric numeric) {
                out.varint(numeric.value());
            } else if (parameter instanceof Parameter.Binary binary) {
                out.lengthPrefixed(binary.value());
            } else if (parameter instanceof Parameter.Authorization authorization) {
                out.varint(authorization.token().size());
                authorization.token().write(out);
            }
        }
    }

    /** Returns the value of a numeric parameter. */
    public OptionalLong number(KnownParameter wanted) {
        for (Parameter parameter : all) {
            if (parameter instanceof Parameter.Numeric numeric && numeric.type() == wanted.type()) {
                return OptionalLong.of(numeric.value());
            }
        }
        return OptionalLong.empty();
    }

    /** Returns the value of a parameter of bytes. */
    public Optional<ByteString> bytes(KnownParameter wanted) {
        for (Parameter parameter : all) {
            if (parameter instanceof Parameter.Binary binary && binary.type() == wanted.type()) {
                return Optional.of(binary.value());
            }
        }
        return Optional.empty();
    }

    /** Returns the tokens in their order. */
    public List<Token> tokens() {
        return all.stream()
                .filter(Parameter.Authorization.class::isInstance)
                .map(parameter -> ((Parameter.Authorization) parameter).token())
                .toList();
    }
}
