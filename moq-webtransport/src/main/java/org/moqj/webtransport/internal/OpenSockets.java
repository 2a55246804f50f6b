package org.moqj.webtransport.internal;

import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The UDP sockets of a provider, so that its end can wait for them. May be used from any thread. */
final class OpenSockets {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    void add(Channel socket) {
        open.add(socket);
        socket.closeFuture().addListener(closed -> open.remove(socket));
    }

    int count() {
        return open.size();
    }

    /** Completes when all sockets that are open now have been closed. */
    CompletableFuture<Void> closed() {
        return CompletableFuture.allOf(
                List.copyOf(open).stream().map(OpenSockets::closed).toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> closed(Channel socket) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        socket.closeFuture().addListener(closed -> done.complete(null));
        return done;
    }

    /** Closes what is still open, without a word to the peers. */
    void closeNow() {
        open.forEach(Channel::close);
    }
}
