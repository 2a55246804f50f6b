package org.moqj.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says who may do what: asked for each connection, and then for each thing that a session wants. Called on the relay's
 * one thread: it must not block, and answers later where it has to ask somebody else. What it throws, and a stage that
 * fails, is a no.
 */
@FunctionalInterface
public interface RelayAuthorizer {

    /** Decides. Requests wait for the decision, for as long as their deadline lets them. */
    CompletionStage<AccessDecision> authorize(AccessRequest request);

    /** Returns an authorizer that lets everybody do everything. */
    static RelayAuthorizer allowAll() {
        return request -> CompletableFuture.completedFuture(AccessDecision.allow());
    }

    /** Returns an authorizer that lets nobody do anything: what it is to start from, see {@link #or}. */
    static RelayAuthorizer denyAll() {
        return request -> CompletableFuture.completedFuture(AccessDecision.deny("not permitted here"));
    }

    /** Returns an authorizer that asks {@code other} where this one says no. */
    default RelayAuthorizer or(RelayAuthorizer other) {
        return request -> authorize(request)
                .thenCompose(decision ->
                        decision.isAllowed() ? CompletableFuture.completedFuture(decision) : other.authorize(request));
    }
}
