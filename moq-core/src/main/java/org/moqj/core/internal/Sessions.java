package org.moqj.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.moqj.core.AuthToken;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.TokenUse;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.TransportSession;

/** Sets sessions up on transports that are there already. Called on the transport's executor. */
public final class Sessions {

    private static final Duration EARLY_DATA_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DONE_TIMEOUT = Duration.ofSeconds(2);

    private Sessions() {}

    /** Begins a session as the client; {@link CoreSession#established} tells when it is set up. */
    public static CoreSession startClient(
            DraftProtocol protocol,
            TransportSession transport,
            SessionOptions options,
            Duration setupTimeout,
            Executor callbackExecutor) {
        return startClient(protocol, transport, options, options.tokens(), setupTimeout, callbackExecutor);
    }

    /** Begins a session as the client, with {@code tokens} for its setup. */
    static CoreSession startClient(
            DraftProtocol protocol,
            TransportSession transport,
            SessionOptions options,
            List<AuthToken> tokens,
            Duration setupTimeout,
            Executor callbackExecutor) {
        CoreSession session = new CoreSession(protocol, transport, options, new Callbacks(callbackExecutor));
        PeerRequests requests = new PeerRequests(session, ready -> options.handler(), ServedUrls.ALL);
        session.begin(protocol.startClient(transport, draftOptions(options, tokens, setupTimeout), requests));
        return session;
    }

    /**
     * Waits for a client's first bytes and begins a session as the server, in the draft that they are in.
     *
     * @param handlers makes each session's handler once it is set up
     * @param begun told of the session before its setup is through
     */
    public static void accept(
            TransportSession transport,
            List<DraftProtocol> protocols,
            SessionOptions options,
            Function<SessionInfo, SessionHandler> handlers,
            Executor callbackExecutor,
            Consumer<CoreSession> begun) {
        accept(transport, protocols, options, ServedUrls.ALL, handlers, callbackExecutor, begun);
    }

    /** Does what the other does, for clients alone that ask for what is served. */
    static void accept(
            TransportSession transport,
            List<DraftProtocol> protocols,
            SessionOptions options,
            ServedUrls served,
            Function<SessionInfo, SessionHandler> handlers,
            Executor callbackExecutor,
            Consumer<CoreSession> begun) {
        Callbacks callbacks = new Callbacks(callbackExecutor);
        ServerHandshake.TokenSource tokens = protocol -> setupTokens(protocol, transport, options, callbacks);
        new ServerHandshake(
                        transport,
                        protocols,
                        options.connectTimeout(),
                        tokens,
                        (protocol, given, held, control, received) -> {
                            CoreSession session =
                                    new CoreSession(protocol, held, options, new Callbacks(callbackExecutor));
                            PeerRequests requests =
                                    new PeerRequests(session, ready -> handlers.apply(ready.info()), served);
                            session.begin(protocol.startServer(
                                    held,
                                    control,
                                    received,
                                    draftOptions(options, given, options.connectTimeout()),
                                    requests));
                            begun.accept(session);
                        })
                .begin();
    }

    /** Returns what authorises a server in the eyes of its client, where the draft has a place for that. */
    private static CompletableFuture<List<AuthToken>> setupTokens(
            DraftProtocol protocol, TransportSession transport, SessionOptions options, Callbacks callbacks) {
        TokenUse use = TokenUse.serverSession(protocol.draft(), transport.info().authority());
        return protocol.takesSetupTokens()
                ? new Tokens(options, callbacks).of(options.tokens(), use)
                : CompletableFuture.completedFuture(List.of());
    }

    private static DraftOptions draftOptions(SessionOptions options, List<AuthToken> tokens, Duration setupTimeout) {
        return new DraftOptions(
                options.implementation(),
                options.peerProfile(),
                options.limits(),
                setupTimeout,
                EARLY_DATA_TIMEOUT,
                DONE_TIMEOUT,
                tokens);
    }
}
