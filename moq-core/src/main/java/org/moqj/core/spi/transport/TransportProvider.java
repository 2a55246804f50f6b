package org.moqj.core.spi.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.moqj.core.ServerOptions;
import org.moqj.core.TransportOptions;

/**
 * Makes transports; found by {@link java.util.ServiceLoader}, one instance a client or server.
 *
 * <p>May be called from any thread. Owns its threads: {@link #shutdown()} ends them.
 */
public interface TransportProvider {

    /**
     * Prepares for work with {@code options}; called once, before anything else.
     *
     * @throws IllegalArgumentException where the options contradict each other or name unreadable files
     */
    void start(TransportOptions options);

    /**
     * Dials a peer.
     *
     * @return completes with the session once it can carry streams (over WebTransport: CONNECT was answered 2xx);
     *     exceptionally with a {@link org.moqj.core.MoqTransportException} that names the phase. Cancelling it gives
     *     the attempt up and frees what it held.
     */
    CompletableFuture<TransportSession> connect(ConnectRequest request);

    /**
     * Listens for peers on one UDP port, raw QUIC and WebTransport alike.
     *
     * @param options address, identity and limits of the server
     * @param applicationProtocols the ALPN tokens of raw QUIC to accept, in order of preference; {@code h3} is added
     * @param accepted called on the new session's executor for each established session
     */
    CompletableFuture<TransportServer> listen(
            ServerOptions options, List<String> applicationProtocols, Consumer<TransportSession> accepted);

    /**
     * Closes what is still open and ends the threads.
     *
     * @return completes when no thread, socket or buffer of this provider is left
     */
    CompletableFuture<Void> shutdown();
}
