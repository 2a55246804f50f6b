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
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.testing.InMemoryTransport;
import org.moqj.core.testing.InMemoryTransport.Conditions;
import org.moqj.core.testing.VirtualTime;

/** A client and a server session of one draft, connected in memory; nothing happens but in {@link #run()}. */
final class SessionPair {

    final VirtualTime time = new VirtualTime();
    final InMemoryTransport.Pair transports;
    final CoreSession clientSession;
    private @Nullable CoreSession serverSession;

    private SessionPair(
            MoqDraft draft, SessionOptions client, SessionOptions server, TransportKind kind, Conditions conditions) {
        transports = InMemoryTransport.pair(time, kind, "/", conditions);
        Sessions.accept(
                transports.server(),
                Drafts.all(),
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
        return new SessionPair(draft, client, server, TransportKind.WEBTRANSPORT, conditions);
    }

    MoqSession client() {
        return clientSession.established().join();
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
