package org.moqj.relay.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.SessionError;
import org.moqj.relay.AccessDecision;
import org.moqj.relay.AccessRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is here, and who may do what. Confined to the relay's thread. */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final AccessDecision FAILED =
            AccessDecision.deny(Refusal.of(RequestError.INTERNAL_ERROR, "it could not be found out who may do this"));

    private final RelaySettings settings;
    private final RelayThread thread;
    private final Tallies tallies;
    private final Map<MoqSession, Visitor> visitors = new HashMap<>();
    private boolean closed;

    Gate(RelaySettings settings, RelayThread thread, Tallies tallies) {
        this.settings = settings;
        this.thread = thread;
        this.tallies = tallies;
    }

    /** Lets a session in, or sends it away. */
    void enter(MoqSession session) {
        if (closed || visitors.size() >= settings.limits().maxSessions()) {
            tallies.refused();
            session.abort(SessionError.INTERNAL_ERROR, "the relay takes no more sessions");
            return;
        }
        CompletableFuture<AccessDecision> admission = decide(AccessRequest.toConnect(session.info()));
        visitors.put(session, new Visitor(session, admission));
        admission.thenAcceptAsync(
                decision -> decision.refusal().ifPresent(refusal -> {
                    tallies.refused();
                    session.abort(SessionError.UNAUTHORIZED, refusal.reason());
                }),
                thread);
    }

    void leave(MoqSession session) {
        visitors.remove(session);
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    List<MoqSession> sessions() {
        return List.copyOf(visitors.keySet());
    }

    int size() {
        return visitors.size();
    }

    /**
     * Has {@code permitted} run, on the relay's thread, where {@code session} may do what {@code request} says.
     *
     * @param refuse told otherwise
     */
    void permit(
            MoqSession session, AccessRequest request, Consumer<Refusal> refuse, Consumer<? super Visitor> permitted) {
        Visitor visitor = visitors.get(session);
        if (visitor == null) {
            refuse.accept(Refusal.of(RequestError.UNAUTHORIZED, "not permitted here"));
            return;
        }
        ask(visitor, request, decision -> {
            if (decision.refusal().isPresent()) {
                tallies.refused();
                refuse.accept(decision.refusal().get());
            } else {
                permitted.accept(visitor);
            }
        });
    }

    /** Has {@code permitted} run where {@code session} may have what it has not asked for by itself. */
    void ifPermitted(MoqSession session, AccessRequest request, Runnable permitted) {
        Visitor visitor = visitors.get(session);
        if (visitor != null) {
            ask(visitor, request, decision -> {
                if (decision.isAllowed()) {
                    permitted.run();
                }
            });
        }
    }

    private void ask(Visitor visitor, AccessRequest request, Consumer<AccessDecision> then) {
        visitor.admission()
                .thenComposeAsync(
                        admitted ->
                                admitted.isAllowed() ? decide(request) : CompletableFuture.completedFuture(admitted),
                        thread)
                .thenAcceptAsync(decision -> Answers.give(() -> then.accept(decision)), thread);
    }

    private CompletableFuture<AccessDecision> decide(AccessRequest request) {
        try {
            return settings.authorizer()
                    .authorize(request)
                    .toCompletableFuture()
                    .exceptionally(failure -> {
                        LOG.warn("the authorizer failed, so that {} is refused", request.kind(), failure);
                        return FAILED;
                    });
        } catch (RuntimeException e) {
            LOG.warn("the authorizer threw, so that {} is refused", request.kind(), e);
            return CompletableFuture.completedFuture(FAILED);
        }
    }
}
