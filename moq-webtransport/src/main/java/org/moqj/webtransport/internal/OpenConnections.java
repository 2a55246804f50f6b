package org.moqj.webtransport.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.moqj.webtransport.internal.quic.QuicConnection;

/** Connections that have not been closed yet, so that they can be. May be used from any thread. */
final class OpenConnections {

    private final Set<QuicConnection> open = ConcurrentHashMap.newKeySet();

    void add(QuicConnection connection) {
        open.add(connection);
        connection.channel().closeFuture().addListener(closed -> open.remove(connection));
    }

    /** Closes all sessions with code 0; completes when their connections are closed. */
    CompletableFuture<Void> close() {
        return CompletableFuture.allOf(
                List.copyOf(open).stream().map(OpenConnections::close).toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> close(QuicConnection connection) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        connection.channel().closeFuture().addListener(closed -> gone.complete(null));
        connection.later(() -> connection.closeSession(0, ""));
        return gone;
    }
}
