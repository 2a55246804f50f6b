package org.moqj.draft14.internal.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.Token;

/**
 * Tokens in both directions (draft-14, section 9.2.1.1). What the peer registers is kept, up to {@link #CACHE_BYTES}; we
 * send each token with its value. Confined to the session's event loop.
 */
final class AuthTokens {

    /** The bytes of registered tokens that a peer may make us keep, as the draft counts them. */
    static final int CACHE_BYTES = 64 << 10;

    private static final int ENTRY_BYTES = 16;

    private final Map<Long, AuthToken> registered = new HashMap<>();
    private int size;

    /**
     * What a message's tokens come to.
     *
     * @param tokens the tokens, aliases resolved
     * @param refusal why the message has to be refused; null where it has not
     */
    record Resolved(List<AuthToken> tokens, @Nullable Refusal refusal) {}

    /** Resolves the tokens of a message. All registrations take effect, even if the message is refused. */
    Resolved resolve(Parameters parameters) throws ProtocolViolation {
        return resolve(parameters, false);
    }

    /** Resolves the tokens of CLIENT_SETUP, in which a registration beyond the limit is only a use. */
    Resolved resolveClientSetup(Parameters parameters) throws ProtocolViolation {
        return resolve(parameters, true);
    }

    private Resolved resolve(Parameters parameters, boolean lenient) throws ProtocolViolation {
        List<AuthToken> tokens = new ArrayList<>();
        Refusal refusal = null;
        for (Token token : parameters.tokens()) {
            if (token instanceof Token.Register register) {
                tokens.add(register(register, lenient));
            } else if (token instanceof Token.UseValue use) {
                tokens.add(new AuthToken(use.tokenType(), use.value()));
            } else if (token instanceof Token.UseAlias use) {
                AuthToken known = registered.get(use.alias());
                if (known != null) {
                    tokens.add(known);
                } else {
                    refusal = unknownAlias(use.alias());
                }
            } else if (token instanceof Token.Delete delete && !delete(delete.alias())) {
                refusal = unknownAlias(delete.alias());
            }
        }
        return new Resolved(List.copyOf(tokens), refusal);
    }

    private AuthToken register(Token.Register register, boolean lenient) throws ProtocolViolation {
        AuthToken token = new AuthToken(register.tokenType(), register.value());
        if (registered.containsKey(register.alias())) {
            throw SessionCode.DUPLICATE_AUTH_TOKEN_ALIAS.violation(
                    "Token Alias", register.alias() + " is registered already");
        }
        int needed = size + sizeOf(token);
        if (needed <= CACHE_BYTES) {
            registered.put(register.alias(), token);
            size = needed;
        } else if (!lenient) {
            throw SessionCode.AUTH_TOKEN_CACHE_OVERFLOW.violation(
                    "Token Value", "registered tokens would take " + needed + " of " + CACHE_BYTES + " bytes");
        }
        return token;
    }

    private boolean delete(long alias) {
        AuthToken removed = registered.remove(alias);
        if (removed == null) {
            return false;
        }
        size -= sizeOf(removed);
        return true;
    }

    private static int sizeOf(AuthToken token) {
        return ENTRY_BYTES + token.value().size();
    }

    /** The draft names no code of a request for this; the nearest is that of a token that cannot be read. */
    private static Refusal unknownAlias(long alias) {
        return Refusal.of(RequestError.MALFORMED_AUTH_TOKEN, "token alias " + alias + " is not registered");
    }

    /** Returns the parameters that carry {@code tokens}. */
    static List<Parameter> parameters(List<AuthToken> tokens) {
        return tokens.stream()
                .<Parameter>map(token -> new Parameter.Authorization(new Token.UseValue(token.type(), token.value())))
                .toList();
    }
}
