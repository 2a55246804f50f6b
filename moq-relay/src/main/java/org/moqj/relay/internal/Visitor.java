package org.moqj.relay.internal;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqSession;
import org.moqj.relay.AccessDecision;

/** A session that is here, and what it has asked for that is still under way. Confined to the relay's thread. */
final class Visitor {

    private final MoqSession session;
    private final CompletableFuture<AccessDecision> admission;
    private int fetches;

    Visitor(MoqSession session, CompletableFuture<AccessDecision> admission) {
        this.session = session;
        this.admission = admission;
    }

    MoqSession session() {
        return session;
    }

    /** Returns whether it may be here. */
    CompletableFuture<AccessDecision> admission() {
        return admission;
    }

    int fetches() {
        return fetches;
    }

    void fetchBegan() {
        fetches++;
    }

    void fetchEnded() {
        fetches--;
    }
}
