package org.moqj.core.internal;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.moqj.core.AuthToken;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSession;
import org.moqj.core.MoqSessionException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.SessionError;
import org.moqj.core.SessionOptions;
import org.moqj.core.Side;
import org.moqj.core.TokenUse;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportProvider;
import org.moqj.core.spi.transport.TransportSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a user to connect: each draft in turn, on a connection of its own, as long as the peer's refusal says
 * that it speaks another. What fails otherwise is told at once; where a later draft fails too, the earlier refusals are
 * suppressed in its error. Thread-safe.
 */
final class Dialling {

    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);

    private final TransportProvider provider;
    private final URI uri;
    private final SessionOptions options;
    private final Executor callbackExecutor;
    private final List<DraftProtocol> drafts;
    private final LongSupplier nanoTime;
    private final CompletableFuture<MoqSession> result = new CompletableFuture<>();
    private final long deadline;
    private volatile @Nullable CompletableFuture<TransportSession> connecting;
    private volatile @Nullable CoreSession settingUp;
    private volatile @Nullable MoqSessionException clientClosed;

    Dialling(
            TransportProvider provider,
            URI uri,
            SessionOptions options,
            Executor callbackExecutor,
            List<DraftProtocol> drafts,
            LongSupplier nanoTime) {
        this.provider = provider;
        this.uri = uri;
        this.options = options;
        this.callbackExecutor = callbackExecutor;
        this.drafts = drafts;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + options.connectTimeout().toNanos();
    }

    /** Dials. {@code opened} is told of each session before anybody else. */
    CompletableFuture<MoqSession> start(Consumer<CoreSession> opened) {
        if (drafts.isEmpty()) {
            return CompletableFuture.failedFuture(MoqTransportException.of(
                    FailurePhase.SETUP, Side.LOCAL, "No draft of MoQ Transport is on the class or module path", null));
        }
        attempt(0, List.of(), opened);
        result.whenComplete((session, error) -> {
            if (result.isCancelled()) {
                giveUp();
            }
        });
        return result;
    }

    /** Ends the attempt because its client is closed; no effect when it is over. */
    void clientClosed() {
        if (!result.isDone()) {
            MoqSessionException why = MoqSessionException.closedHere(
                    FailurePhase.SETUP, "The client was closed while it dialled " + MoqUrl.shown(uri.toString()));
            clientClosed = why;
            fail(why, List.of());
            giveUp();
        }
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

    private void attempt(int index, List<Throwable> refusals, Consumer<CoreSession> opened) {
        TokenUse use = TokenUse.session(drafts.get(index).draft(), uri.getAuthority());
        Duration left = left();
        new Tokens(options, new Callbacks(callbackExecutor))
                .of(options.tokens(), use)
                .orTimeout(left.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((tokens, error) -> {
                    if (error != null) {
                        fail(noTokens(error, left), refusals);
                    } else if (!result.isDone()) {
                        dial(index, tokens, refusals, opened);
                    }
                });
    }

    private static Throwable noTokens(Throwable error, Duration waited) {
        return error instanceof TimeoutException
                ? new MoqSessionException(
                        FailurePhase.SETUP,
                        Side.LOCAL,
                        -1,
                        "",
                        "The token provider did not answer within " + waited.toMillis() + " ms",
                        true,
                        error)
                : error;
    }

    private void dial(int index, List<AuthToken> tokens, List<Throwable> refusals, Consumer<CoreSession> opened) {
        DraftProtocol protocol = drafts.get(index);
        LOG.debug("dialling url={} draft={}", MoqUrl.shown(uri.toString()), protocol.draft());
        CompletableFuture<TransportSession> dialled;
        try {
            dialled = provider.connect(new ConnectRequest(uri, protocol.applicationProtocols(), left()));
        } catch (RuntimeException e) { // a transport that was shut down meanwhile
            fail(e, refusals);
            return;
        }
        connecting = dialled;
        dialled.whenComplete((transport, error) -> {
            if (error != null) {
                goOn(
                        isRefusedByProtocol(error) ? nextWithOtherProtocols(index) : drafts.size(),
                        error,
                        refusals,
                        opened);
            } else if (!Hops.offer(transport.executor(), () -> setUp(transport, index, tokens, refusals, opened))) {
                fail(Hops.gone(), refusals);
            }
        });
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - nanoTime.getAsLong()));
    }

    private void setUp(
            TransportSession transport,
            int index,
            List<AuthToken> tokens,
            List<Throwable> refusals,
            Consumer<CoreSession> opened) {
        if (result.isDone()) {
            transport.close(0, "");
            return;
        }
        CoreSession session;
        try {
            session = Sessions.startClient(drafts.get(index), transport, options, tokens, left(), callbackExecutor);
        } catch (RuntimeException e) {
            transport.close(0, "");
            fail(notBegun(e), refusals);
            return;
        }
        settingUp = session;
        session.established().whenComplete((established, error) -> {
            if (error != null) {
                goOn(session.isWithAnotherDraft() ? index + 1 : drafts.size(), error, refusals, opened);
                return;
            }
            opened.accept(session);
            if (!result.complete(session)) {
                session.shutdown();
            }
        });
        if (result.isDone()) {
            giveUp(); // given up while it began
        }
    }

    /** What a setup fails with that cannot even be sent, because the path or a token is too long for it. */
    private static RuntimeException notBegun(RuntimeException e) {
        return e instanceof IllegalArgumentException || e instanceof MoqRequestException
                ? new MoqSessionException(
                        FailurePhase.SETUP, Side.LOCAL, -1, "", "The session cannot begin: " + e.getMessage(), false, e)
                : e;
    }

    private static boolean isRefusedByProtocol(Throwable error) {
        return unwrapped(error) instanceof MoqTransportException failure
                && failure.phase() == FailurePhase.ALPN
                && failure.side() == Side.REMOTE;
    }

    /** Returns the next draft with a protocol that the peer has not refused; WebTransport names none of its own. */
    private int nextWithOtherProtocols(int refused) {
        int next = refused + 1;
        while (next < drafts.size() && (!uri.getScheme().equals("moqt") || namesNothingNew(refused, next))) {
            next++;
        }
        return next;
    }

    private boolean namesNothingNew(int refused, int next) {
        return drafts.get(refused)
                .applicationProtocols()
                .containsAll(drafts.get(next).applicationProtocols());
    }

    /** Tries the draft at {@code next} where there is one, and ends with {@code error} otherwise. */
    private void goOn(int next, Throwable error, List<Throwable> refusals, Consumer<CoreSession> opened) {
        if (next >= drafts.size() || result.isDone()) {
            fail(error, refusals);
            return;
        }
        LOG.debug("peer refused a draft, trying draft={}: {}", drafts.get(next).draft(), error.getMessage());
        List<Throwable> soFar = new ArrayList<>(refusals);
        soFar.add(unwrapped(error));
        attempt(next, soFar, opened);
    }

    private void fail(Throwable error, List<Throwable> refusals) {
        MoqSessionException closed = clientClosed; // what its transport fails with says less
        Throwable cause = closed == null ? unwrapped(error) : closed;
        for (Throwable refusal : refusals) {
            if (!cause.equals(refusal)) {
                cause.addSuppressed(refusal);
            }
        }
        new Callbacks(callbackExecutor).fail(result, cause);
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
