package org.moqj.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqSession;
import org.moqj.core.PeerText;
import org.moqj.core.SessionInfo;
import org.moqj.core.TransportOptions;

/** A client with the one session that a command needs. Closing it ends the session gracefully. */
final class Connection implements AutoCloseable {

    private final MoqClient client;
    private final CompletableFuture<MoqSession> session;
    private final long begin = System.nanoTime();

    private Connection(MoqClient client, CompletableFuture<MoqSession> session) {
        this.client = client;
        this.session = session;
    }

    /** Begins to dial, and goes on while the caller does something else. */
    static Connection dial(ConnectOptions options, Limits limits, Terminal terminal) {
        MoqClient client = client(options.dial(), limits, terminal);
        return new Connection(client, client.connect(options.url()));
    }

    /** Makes a client, warning of one that trusts anybody. */
    static MoqClient client(DialOptions options, Limits limits, Terminal terminal) {
        return client(options, limits, terminal, options.transport().build());
    }

    /** Makes a client that connects with {@code transport}, warning of one that trusts anybody. */
    static MoqClient client(DialOptions options, Limits limits, Terminal terminal, TransportOptions transport) {
        if (options.isUnverified()) {
            terminal.say("warning: the server's certificate is not verified (--tls-disable-verify)");
        }
        return MoqClient.builder()
                .transport(transport)
                .session(options.session(limits))
                .build();
    }

    /** Returns how dialling goes. */
    CompletableFuture<?> dialled() {
        return session;
    }

    /** Waits for the session, and tells what it became. */
    MoqSession session(Stop stop, Terminal terminal, boolean talk) {
        MoqSession connected = stop.await(session);
        if (talk) {
            terminal.say(describe(connected.info(), Duration.ofNanos(System.nanoTime() - begin)));
        }
        return connected;
    }

    private static String describe(SessionInfo info, Duration took) {
        String name = info.peerImplementation().isEmpty() ? "" : " " + PeerText.shown(info.peerImplementation());
        return "connected to " + info.remote() + name + ": " + info.draft() + ", " + info.transport()
                + ", peer profile " + info.peerProfile() + ", " + took.toMillis() + " ms";
    }

    @Override
    public void close() {
        session.cancel(true);
        client.close();
    }
}
