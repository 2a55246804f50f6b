package org.moqj.core.internal;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionInfo;
import org.moqj.core.SessionOptions;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftProtocol;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.TransportSession;

/** Sets sessions up on transports that are there already. Called on the transport's executor. */
public final class Sessions {

    private static final Duration EARLY_DATA_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DONE_TIMEOUT = Duration.ofSeconds(2);

    private Sessions() {}

    /** Begins a session as the client; {@link CoreSession#established()} tells when it is set up. */
    public static CoreSession startClient(
            DraftProtocol protocol,
            TransportSession transport,
            SessionOptions options,
            Duration setupTimeout,
            Executor callbackExecutor) {
        CoreSession session = new CoreSession(protocol, transport, options, new Callbacks(callbackExecutor));
        PeerRequests requests = new PeerRequests(session, ready -> options.handler());
        session.begin(protocol.startClient(transport, draftOptions(options, setupTimeout), requests));
        return session;
    }

    /** Begins a session as the server, whose draft has been recognised from what was {@code received}. */
    public static CoreSession startServer(
            DraftProtocol protocol,
            TransportSession transport,
            BidiStream control,
            ByteBuf received,
            SessionOptions options,
            java.util.function.Function<SessionInfo, SessionHandler> handlers,
            Executor callbackExecutor) {
        CoreSession session = new CoreSession(protocol, transport, options, new Callbacks(callbackExecutor));
        PeerRequests requests = new PeerRequests(session, ready -> handlers.apply(ready.info()));
        session.begin(protocol.startServer(
                transport, control, received, draftOptions(options, options.connectTimeout()), requests));
        return session;
    }

    private static DraftOptions draftOptions(SessionOptions options, Duration setupTimeout) {
        return new DraftOptions(
                options.implementation(),
                options.peerProfile(),
                options.limits(),
                setupTimeout,
                EARLY_DATA_TIMEOUT,
                DONE_TIMEOUT,
                options.tokens());
    }
}
