package org.moqj.core.spi.memory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionOptions;
import org.moqj.core.internal.Drafts;
import org.moqj.core.internal.Sessions;
import org.moqj.core.spi.draft.DraftProtocol;

/** Sessions over a transport in memory. */
public final class InMemorySessions {

    private InMemorySessions() {}

    /**
     * Begins a session at both ends of {@code transports}.
     *
     * @param draft what the client speaks; the server speaks all that its options name
     * @param callbacks runs what users wrote: handlers, listeners and completions
     * @return the client's session and the server's, once they are set up; the server's never is where it did not get to
     *     see a setup
     * @throws IllegalArgumentException where no module of the application speaks {@code draft}
     */
    public static Ends begin(
            InMemoryTransport.Pair transports,
            MoqDraft draft,
            SessionOptions client,
            SessionOptions server,
            VirtualTime callbacks) {
        CompletableFuture<MoqSession> accepted = new CompletableFuture<>();
        List<DraftProtocol> spoken = server.drafts().stream()
                .flatMap(known -> Drafts.find(known).stream())
                .toList();
        Sessions.accept(
                transports.server(),
                spoken,
                server,
                info -> server.handler(),
                callbacks,
                session -> session.established().whenComplete((ready, error) -> {
                    if (error == null) {
                        accepted.complete(ready);
                    } else {
                        accepted.completeExceptionally(error);
                    }
                }));
        DraftProtocol protocol =
                Drafts.find(draft).orElseThrow(() -> new IllegalArgumentException("No module speaks " + draft));
        CompletableFuture<MoqSession> connected = Sessions.startClient(
                        protocol, transports.client(), client, client.connectTimeout(), callbacks)
                .established()
                .thenApply(session -> session);
        return new Ends(connected, accepted);
    }

    /**
     * Both ends of a session.
     *
     * @param client completes when the setup is through, or exceptionally with what went wrong
     * @param server likewise
     */
    public record Ends(CompletableFuture<MoqSession> client, CompletableFuture<MoqSession> server) {}
}
