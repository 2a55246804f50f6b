package org.moqj.webtransport.internal;

import java.util.concurrent.CompletableFuture;
import org.moqj.core.spi.transport.SendStreamHandler;

/** Hears what happens to a sending half. */
final class WritableProbe implements SendStreamHandler {

    final CompletableFuture<Boolean> writable = new CompletableFuture<>();
    final CompletableFuture<Long> stopped = new CompletableFuture<>();

    @Override
    public void onWritable() {
        writable.complete(true);
    }

    @Override
    public void onStopped(long code) {
        stopped.complete(code);
    }
}
