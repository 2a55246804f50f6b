package org.moqj.core.spi.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A listening socket. May be called from any thread. */
public interface TransportServer {

    /** Returns the address that clients reach, with the port that was actually bound. */
    InetSocketAddress localAddress();

    /** Returns the event loop that the sessions of this server share. */
    SessionExecutor executor();

    /**
     * Stops listening. Sessions that are still open are closed with code 0.
     *
     * @return completes when the socket is closed
     */
    CompletableFuture<Void> close();
}
