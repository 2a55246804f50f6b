package org.moqj.draft07.internal.session;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.Feature;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.VersionParameter;

/** AUTHORIZATION INFO: a token's value without its type, once in a message (draft-07, section 6.1.1.1). */
final class AuthTokens {

    private AuthTokens() {}

    static Parameters of(List<AuthToken> tokens) {
        if (tokens.isEmpty()) {
            return Parameters.NONE;
        }
        if (tokens.size() > 1) {
            throw new UnsupportedFeatureException(
                    Feature.AUTHORIZATION_TOKEN, "draft-07", "a request carries one token, not " + tokens.size());
        }
        return Parameters.NONE.with(
                VersionParameter.AUTHORIZATION_INFO, tokens.get(0).value());
    }

    /** Refuses tokens of a message that has no place for them. */
    static void requireNone(List<AuthToken> tokens, String message) {
        if (!tokens.isEmpty()) {
            throw new UnsupportedFeatureException(
                    Feature.AUTHORIZATION_TOKEN, "draft-07", message + " carries no token; subscribe with it instead");
        }
    }

    static List<AuthToken> read(Parameters parameters) {
        return parameters
                .bytes(VersionParameter.AUTHORIZATION_INFO)
                .map(value -> List.of(new AuthToken(0, value)))
                .orElse(List.of());
    }
}
