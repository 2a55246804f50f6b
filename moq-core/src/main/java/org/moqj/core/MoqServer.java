package org.moqj.core;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.moqj.core.internal.ServerRuntime;
import org.moqj.core.model.FullTrackName;

/**
 * Listens for peers: raw QUIC and WebTransport on one UDP port, every available draft. Owns its threads; {@link
 * #close()} ends its sessions and stops them. Thread-safe.
 */
public final class MoqServer implements AutoCloseable {

    private final ServerRuntime runtime;

    private MoqServer(ServerRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Starts from the defaults.
     *
     * @param options where to listen, and who the server is
     */
    public static Builder builder(ServerOptions options) {
        return new Builder(options);
    }

    /** Returns the address that clients reach, with the port that was actually bound. */
    public InetSocketAddress localAddress() {
        return runtime.localAddress();
    }

    /**
     * Makes a track that can be served on many sessions, see {@link MoqSession#register(TrackPublisher)} and
     * {@link TrackRequest#accept(TrackPublisher)}.
     */
    public TrackPublisher createTrack(FullTrackName track, TrackOptions options) {
        return runtime.createTrack(track, options);
    }

    /** Returns how many bytes the caches of the tracks hold now that {@link #createTrack} made and that have not ended. */
    public long cachedBytes() {
        return runtime.cachedBytes();
    }

    /**
     * Stops listening, ends all sessions gracefully, then the server's threads.
     *
     * @return completes when nothing of the server is left
     */
    public CompletableFuture<Void> shutdown() {
        return runtime.shutdown();
    }

    /** Does what {@link #shutdown()} does, and waits for it. Not to be called from a callback of the server's. */
    @Override
    public void close() {
        shutdown().join();
    }

    /** Collects what a {@link MoqServer} is made of. Not thread-safe. */
    public static final class Builder {

        private final ServerOptions server;
        private TransportOptions transport = TransportOptions.builder().build();
        private SessionOptions session = SessionOptions.defaults();
        private @org.jspecify.annotations.Nullable Executor callbackExecutor;
        private Function<SessionInfo, SessionHandler> handlers = info -> session.handler();

        private Builder(ServerOptions server) {
            this.server = server;
        }

        /** Sets how connections behave below MoQ. */
        public Builder transport(TransportOptions transport) {
            this.transport = transport;
            return this;
        }

        /** Sets how sessions are run; the drafts are those that are accepted. */
        public Builder session(SessionOptions session) {
            this.session = session;
            return this;
        }

        /** Sets what makes each session's handler, once it is set up; by default all share that of the session options. */
        public Builder handlers(Function<SessionInfo, SessionHandler> handlers) {
            this.handlers = handlers;
            return this;
        }

        /** See {@link MoqClient.Builder#callbackExecutor}. */
        public Builder callbackExecutor(Executor executor) {
            this.callbackExecutor = executor;
            return this;
        }

        /**
         * Starts to listen.
         *
         * @return the server, once its socket is bound; exceptionally a {@link MoqTransportException}
         */
        public CompletableFuture<MoqServer> start() {
            return ServerRuntime.start(server, transport, session, handlers, callbackExecutor)
                    .thenApply(MoqServer::new);
        }
    }
}
