package org.moqj.core.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.SessionError;
import org.moqj.core.SessionOptions;
import org.moqj.core.Side;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.spi.transport.TransportSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a user to connect: each draft in turn, on a connection of its own, until one is spoken at the other
 * end. Thread-safe.
 */
final class Dialling {

    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);

    private final TransportProvider provider;
    private final URI uri;
    private final SessionOptions options;
    private final Executor callbackExecutor;
    private final List<DraftProtocol> drafts;
    private final CompletableFuture<MoqSession> result = new CompletableFuture<>();
    private final long deadline;
    private volatile @Nullable CompletableFuture<TransportSession> connecting;
    private volatile @Nullable CoreSession settingUp;

    Dialling(
            TransportProvider provider,
            URI uri,
            SessionOptions options,
            Executor callbackExecutor,
            List<DraftProtocol> drafts) {
        this.provider = provider;
        this.uri = uri;
        this.options = options;
        this.callbackExecutor = callbackExecutor;
        this.drafts = drafts;
        this.deadline = System.nanoTime() + options.connectTimeout().toNanos();
    }

    /** Dials. {@code opened} is told of each session before anybody else. */
    CompletableFuture<MoqSession> start(Consumer<CoreSession> opened) {
        if (drafts.isEmpty()) {
            return CompletableFuture.failedFuture(MoqTransportException.of(
                    FailurePhase.SETUP, Side.LOCAL, "No draft of MoQ Transport is on the class or module path", null));
        }
        attempt(0, opened);
        result.whenComplete((session, error) -> {
            if (result.isCancelled()) {
                giveUp();
            }
        });
        return result;
    }

    private void giveUp() {
        CompletableFuture<TransportSession> dialled = connecting;
        if (dialled != null) {
            dialled.cancel(false);
        }
        CoreSession session = settingUp;
        if (session != null) {
            session.abort(SessionError.NO_ERROR, "");
        }
    }

    private void attempt(int index, Consumer<CoreSession> opened) {
        DraftProtocol protocol = drafts.get(index);
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        LOG.debug("dialling url={} draft={}", MoqUrl.shown(uri.toString()), protocol.draft());
        CompletableFuture<TransportSession> dialled;
        try {
            dialled = provider.connect(new ConnectRequest(uri, protocol.applicationProtocols(), left));
        } catch (RuntimeException e) { // a transport that was shut down meanwhile
            fail(e);
            return;
        }
        connecting = dialled;
        dialled.whenComplete((transport, error) -> {
            if (error != null) {
                fail(error);
            } else {
                boolean taken = Hops.offer(transport.executor(), () -> setUp(transport, protocol, index, opened));
                if (!taken) {
                    fail(Hops.gone());
                }
            }
        });
    }

    private void setUp(TransportSession transport, DraftProtocol protocol, int index, Consumer<CoreSession> opened) {
        if (result.isDone()) {
            transport.close(0, "");
            return;
        }
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        CoreSession session;
        try {
            session = Sessions.startClient(protocol, transport, options, left, callbackExecutor);
        } catch (RuntimeException e) {
            transport.close(0, "");
            fail(notBegun(e));
            return;
        }
        settingUp = session;
        session.established().whenComplete((established, error) -> {
            if (error == null) {
                opened.accept(session);
                if (!result.complete(session)) {
                    session.shutdown();
                }
            } else if (index + 1 < drafts.size() && speaksAnother(error) && !result.isDone()) {
                LOG.debug("peer refused draft={}: {}", protocol.draft(), error.getMessage());
                attempt(index + 1, opened);
            } else {
                fail(error);
            }
        });
    }

    /** What a setup fails with that cannot even be sent, because the path or a token is too long for it. */
    private static RuntimeException notBegun(RuntimeException e) {
        return e instanceof IllegalArgumentException || e instanceof MoqRequestException
                ? new MoqSessionException(
                        FailurePhase.SETUP, Side.LOCAL, -1, "", "The session cannot begin: " + e.getMessage(), false, e)
                : e;
    }

    /** Whether a setup ended as peers end it that speak another draft only: by their doing, and without a deadline. */
    private static boolean speaksAnother(Throwable error) {
        return error instanceof MoqSessionException refused
                && refused.phase() == FailurePhase.SETUP
                && refused.side() == Side.REMOTE
                && !refused.isTimeout();
    }

    private void fail(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        new Callbacks(callbackExecutor).fail(result, cause);
    }
}
