package org.moqj.core;

import org.moqj.core.model.TrackNamespace;

/**
 * A namespace came or went.
 *
 * @param kind which of the two
 * @param namespace the namespace
 */
public record NamespaceEvent(Kind kind, TrackNamespace namespace) {

    /** What happened to a namespace. */
    public enum Kind {
        /** It is published now. */
        APPEARED,
        /** It is published no longer. */
        GONE
    }
}
