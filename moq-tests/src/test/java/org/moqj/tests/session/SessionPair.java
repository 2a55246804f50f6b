package org.moqj.tests.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.internal.CoreSession;
import org.moqj.core.internal.Drafts;
import org.moqj.core.internal.Sessions;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.TransportKind;

/** A client and a server session of one draft, connected in memory; nothing happens but in {@link #run()}. */
final class SessionPair {

    final VirtualTime time;
    final InMemoryTransport.Pair transports;
    final CoreSession clientSession;
    private @Nullable CoreSession serverSession;

    private SessionPair(
            VirtualTime time,
            MoqDraft draft,
            List<DraftProtocol> accepted,
            SessionOptions client,
            SessionOptions server,
            Conditions conditions) {
        this.time = time;
        transports = InMemoryTransport.pair(time, TransportKind.WEBTRANSPORT, "/", conditions);
        Sessions.accept(
                transports.server(),
                accepted,
                server,
                info -> server.handler(),
                time,
                session -> serverSession = session);
        clientSession = Sessions.startClient(
                Drafts.find(draft).orElseThrow(), transports.client(), client, client.connectTimeout(), time);
        run();
    }

    /** Connects two ends with default options but for the server's handler. */
    static SessionPair connect(MoqDraft draft, SessionHandler serverHandler) {
        return connect(draft, serverHandler, Conditions.GENEROUS);
    }

    static SessionPair connect(MoqDraft draft, SessionHandler serverHandler, Conditions conditions) {
        SessionOptions server = SessionOptions.builder().handler(serverHandler).build();
        return connect(draft, SessionOptions.defaults(), server, conditions);
    }

    static SessionPair connect(MoqDraft draft, SessionOptions client, SessionOptions server, Conditions conditions) {
        return new SessionPair(new VirtualTime(), draft, Drafts.all(), client, server, conditions);
    }

    /** Has a client that speaks {@code draft} call a server that speaks nothing but {@code accepted}. */
    static SessionPair between(MoqDraft draft, MoqDraft accepted) {
        SessionOptions defaults = SessionOptions.defaults();
        List<DraftProtocol> other = List.of(Drafts.find(accepted).orElseThrow());
        return new SessionPair(new VirtualTime(), draft, other, defaults, defaults, Conditions.GENEROUS);
    }

    /** Connects another two ends, to which this pair's tracks may be registered too. */
    SessionPair beside(MoqDraft draft, Conditions conditions) {
        SessionOptions defaults = SessionOptions.defaults();
        return new SessionPair(time, draft, Drafts.all(), defaults, defaults, conditions);
    }

    MoqSession client() {
        return clientSession.established().join();
    }

    /** Returns how the set-up went at the client. */
    CompletableFuture<? extends MoqSession> established() {
        return clientSession.established();
    }

    MoqSession server() {
        if (serverSession == null) {
            throw new AssertionError("The server never saw a CLIENT_SETUP");
        }
        return serverSession.established().join();
    }

    void run() {
        time.run();
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    /** Runs until {@code future} is there, and returns its value. */
    <T> T await(CompletableFuture<T> future) {
        run();
        if (!future.isDone()) {
            throw new AssertionError("Nothing more happens, and the future is not there");
        }
        return future.join();
    }

    /** Runs until {@code future} has failed, and returns with what. */
    Throwable awaitFailure(CompletableFuture<?> future) {
        run();
        return future.handle((value, error) -> {
                    if (error == null) {
                        throw new AssertionError("Succeeded with " + value);
                    }
                    return error;
                })
                .getNow(new AssertionError("Nothing more happens, and the future is not there"));
    }

    /** Collects the objects of {@code subscription} from now on. */
    List<MoqObject> collect(Subscription subscription) {
        List<MoqObject> objects = new ArrayList<>();
        subscription.forEach(objects::add);
        run();
        return objects;
    }
}
