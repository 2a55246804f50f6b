package org.moqj.core;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Gives the tokens that authorise a session and its requests, each time that one is made: so that they can be narrow,
 * short-lived and refreshed. See {@link SessionOptions.Builder#tokenProvider}.
 */
@FunctionalInterface
public interface TokenProvider {

    /**
     * Returns the tokens for {@code use}, none in an empty list. Called on the callback executor, before each connection
     * and each request whose options name no tokens; what is asked waits for the answer, as long as it waits for a peer.
     * Where the answer is an error, or this throws, the request or the connection fails with that. Tokens for what the
     * draft cannot carry them in fail it with {@link UnsupportedFeatureException}.
     *
     * @param use what they are for
     */
    CompletionStage<List<AuthToken>> tokens(TokenUse use);
}
