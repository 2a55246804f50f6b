package org.moqj.core.spi.draft;

import java.util.List;
import org.moqj.core.AuthToken;
import org.moqj.core.model.TrackNamespace;

/**
 * A namespace to offer, or a prefix to follow.
 *
 * @param namespace the namespace, or the prefix
 * @param tokens tokens for this request
 */
public record NamespaceRequest(TrackNamespace namespace, List<AuthToken> tokens) {

    /** Copies the tokens. */
    public NamespaceRequest {
        tokens = List.copyOf(tokens);
    }
}
