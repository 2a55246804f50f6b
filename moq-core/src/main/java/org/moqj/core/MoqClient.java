package org.moqj.core;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.moqj.core.internal.ClientRuntime;

/**
 * Dials peers. Owns its threads; {@link #close()} ends its sessions and stops them. Thread-safe; one is enough for a
 * program.
 */
public final class MoqClient implements AutoCloseable {

    private final ClientRuntime runtime;

    private MoqClient(Builder builder) {
        this.runtime = new ClientRuntime(builder.transportOptions(), builder.session, builder.callbackExecutor);
    }

    /** Returns a client with the defaults: system roots, verified; all available drafts, the newest first. */
    public static MoqClient create() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Connects with the client's session options; see {@link #connect(URI, SessionOptions)}. */
    public CompletableFuture<MoqSession> connect(String url) {
        return runtime.connect(url);
    }

    /** Connects with the client's session options; see {@link #connect(URI, SessionOptions)}. */
    public CompletableFuture<MoqSession> connect(URI url) {
        return runtime.connect(url.toString());
    }

    /**
     * Dials {@code url} and sets a session up. The drafts of {@link SessionOptions#drafts()} are tried in their order,
     * each on a connection of its own, going on when the peer's answer says that it speaks another; what an origin
     * spoke is tried first the next time.
     *
     * @param url {@code https://host[:port][/path]} for WebTransport, {@code moqt://host[:port][/path]} for raw QUIC;
     *     port 443 by default
     * @return the session, once it is {@link SessionState#CONNECTED}; exceptionally a {@link MoqTransportException} or
     *     a {@link MoqSessionException}. Cancelling it gives the attempt up and frees what it held
     */
    public CompletableFuture<MoqSession> connect(URI url, SessionOptions options) {
        return runtime.connect(url.toString(), options);
    }

    /**
     * Ends all sessions gracefully, then the client's threads.
     *
     * @return completes when nothing of the client is left
     */
    public CompletableFuture<Void> shutdown() {
        return runtime.shutdown();
    }

    /** Does what {@link #shutdown()} does, and waits for it. Not to be called from a callback of the client's. */
    @Override
    public void close() {
        shutdown().join();
    }

    /** Collects what a {@link MoqClient} is made of. Not thread-safe. */
    public static final class Builder {

        private TransportOptions transport = TransportOptions.builder().build();
        private @Nullable TlsOptions tls;
        private SessionOptions session = SessionOptions.defaults();
        private @Nullable Executor callbackExecutor;

        private Builder() {}

        /** Sets how connections behave below MoQ, TLS included. */
        public Builder transport(TransportOptions transport) {
            this.transport = transport;
            return this;
        }

        /** Sets whom to trust, in the place of what {@link #transport} says of it, whichever is called first. */
        public Builder tls(TlsOptions tls) {
            this.tls = tls;
            return this;
        }

        TransportOptions transportOptions() {
            return tls == null ? transport : transport.toBuilder().tls(tls).build();
        }

        /** Sets how sessions are made and run. */
        public Builder session(SessionOptions session) {
            this.session = session;
            return this;
        }

        /**
         * Sets where callbacks run and futures complete. The default makes threads as they are needed, so that
         * callbacks may block. {@code Runnable::run} runs them on the event loop, for those who promise not to block.
         */
        public Builder callbackExecutor(Executor executor) {
            this.callbackExecutor = executor;
            return this;
        }

        /**
         * Returns the client.
         *
         * @throws IllegalArgumentException where the options contradict each other
         * @throws IllegalStateException where no transport is on the class or module path
         */
        public MoqClient build() {
            return new MoqClient(this);
        }
    }
}
