package org.moqj.draft14.internal.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.ParameterScope;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Token;

/** Parameters as named values: by name where the draft has one, else by number; repeated ones as a list. */
final class ParameterMaps {

    private static final String FIELD = "Parameters";
    private static final int MAX_VALUE = 65535;

    private ParameterMaps() {}

    static Map<String, Object> toMap(ParameterScope scope, Parameters parameters) {
        Map<String, List<Object>> collected = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all()) {
            collected
                    .computeIfAbsent(name(scope, parameter.type()), name -> new ArrayList<>())
                    .add(value(scope, parameter));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        collected.forEach((name, values) -> map.put(name, values.size() == 1 ? values.get(0) : values));
        return map;
    }

    /** The parameters that have a name where {@code scope} is: in the setup, or in all other messages. */
    private static List<KnownParameter> named(ParameterScope scope) {
        return scope == ParameterScope.SETUP ? scope.allowed() : ParameterScope.PUBLISH.allowed();
    }

    private static String name(ParameterScope scope, long type) {
        for (KnownParameter known : named(scope)) {
            if (known.type() == type) {
                return known.name().toLowerCase(Locale.ROOT);
            }
        }
        return Long.toString(type);
    }

    private static Object value(ParameterScope scope, Parameter parameter) {
        if (parameter instanceof Parameter.Numeric numeric) {
            return numeric.value();
        } else if (parameter instanceof Parameter.Authorization authorization) {
            return tokenToMap(authorization.token());
        }
        ByteString bytes = ((Parameter.Binary) parameter).value();
        KnownParameter known = scope.find(parameter.type());
        return known != null && known.form() == KnownParameter.Form.TEXT ? Values.text(bytes) : bytes.toByteArray();
    }

    private static Map<String, Object> tokenToMap(Token token) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("alias_type", token.aliasType());
        if (token instanceof Token.Delete delete) {
            map.put("token_alias", delete.alias());
        } else if (token instanceof Token.Register register) {
            map.put("token_alias", register.alias());
            map.put("token_type", register.tokenType());
            map.put("token_value", register.value().toByteArray());
        } else if (token instanceof Token.UseAlias use) {
            map.put("token_alias", use.alias());
        } else if (token instanceof Token.UseValue use) {
            map.put("token_type", use.tokenType());
            map.put("token_value", use.value().toByteArray());
        }
        return map;
    }

    static Parameters toParameters(ParameterScope scope, Object map) throws ProtocolViolation {
        List<Parameter> parameters = new ArrayList<>();
        for (Map.Entry<String, Object> entry : Values.toMap(FIELD, map).rest().entrySet()) {
            String name = entry.getKey();
            List<?> values = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
            for (Object value : values) {
                parameters.add(parameter(scope, name, type(scope, name), value));
            }
        }
        return new Parameters(parameters);
    }

    private static long type(ParameterScope scope, String name) throws ProtocolViolation {
        for (KnownParameter known : named(scope)) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                return known.type();
            }
        }
        return Values.toNumber(name, name, Varint.MAX);
    }

    private static Parameter parameter(ParameterScope scope, String name, long type, Object value)
            throws ProtocolViolation {
        if ((type & 1) == 0) {
            return new Parameter.Numeric(type, Values.toNumber(name, value, Varint.MAX));
        }
        KnownParameter known = scope.find(type);
        if (known == KnownParameter.AUTHORIZATION_TOKEN) {
            return new Parameter.Authorization(toToken(name, value));
        }
        boolean isText = known != null && known.form() == KnownParameter.Form.TEXT;
        ByteString bytes = isText ? Values.toText(name, value) : Values.toBytes(name, value);
        if (bytes.size() > MAX_VALUE) {
            throw ProtocolViolation.invalid(name, "at most " + MAX_VALUE + " bytes, is " + bytes.size());
        }
        return new Parameter.Binary(type, bytes);
    }

    private static Token toToken(String name, Object value) throws ProtocolViolation {
        FieldMap fields = Values.toMap(name, value);
        long aliasType = fields.number("Alias Type");
        Token token;
        if (aliasType == Token.DELETE) {
            token = new Token.Delete(fields.number("Token Alias"));
        } else if (aliasType == Token.REGISTER) {
            token = new Token.Register(fields.number("Token Alias"), fields.number("Token Type"), tokenValue(fields));
        } else if (aliasType == Token.USE_ALIAS) {
            token = new Token.UseAlias(fields.number("Token Alias"));
        } else if (aliasType == Token.USE_VALUE) {
            token = new Token.UseValue(fields.number("Token Type"), tokenValue(fields));
        } else {
            throw ProtocolViolation.invalid("Alias Type", "must be 0 to 3, is " + aliasType);
        }
        fields.expectEnd("Token");
        return token;
    }

    private static ByteString tokenValue(FieldMap fields) throws ProtocolViolation {
        return Values.toBytes("Token Value", fields.take("Token Value"));
    }
}
