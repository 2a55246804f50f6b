package org.moqj.core.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of a client or server that are not over. Thread-safe. */
final class OpenSessions {

    private final Set<CoreSession> sessions = ConcurrentHashMap.newKeySet();

    void add(CoreSession session) {
        sessions.add(session);
        session.closed().whenComplete((nothing, error) -> sessions.remove(session));
    }

    /** Ends all gracefully; completes when they are over. */
    CompletableFuture<Void> shutdown() {
        return CompletableFuture.allOf(
                List.copyOf(sessions).stream().map(CoreSession::shutdown).toArray(CompletableFuture[]::new));
    }
}
