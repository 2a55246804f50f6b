package org.moqj.relay;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.moqj.core.CacheOptions;
import org.moqj.core.Feature;
import org.moqj.core.Limits;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackOptions.SlowSubscriber;
import org.moqj.core.TransportOptions;
import org.moqj.relay.internal.FrontDesk;
import org.moqj.relay.internal.RelaySettings;
import org.moqj.relay.internal.RelayThread;

/**
 * A relay: publishers and subscribers of every draft, over WebTransport and raw QUIC, on one UDP port. A track has one
 * subscription at each of its publishers, however many watch; objects keep their ids, subgroups, statuses, priorities and
 * extension headers, from draft to draft as far as both have them. Thread-safe.
 *
 * <p>A track is asked of each session that has announced a namespace that its own begins with; of one namespace the newest
 * session counts. So a publisher that comes back before it was missed takes its namespace over. Who watches its tracks
 * watches on, as long as its objects go on from where they were: in later groups, or in the current one with the same ids
 * for the same objects. Where it begins anew, in an earlier group or with ids that other objects had, subscriptions end
 * with {@link org.moqj.core.DoneStatus#GOING_AWAY}, and whoever asks again gets what there is now.
 *
 * <p>Several that publish a track at the same time are one to those who watch: an object goes out once, whoever brings it
 * first. Where they contradict each other, subscriptions end with {@link org.moqj.core.DoneStatus#MALFORMED_TRACK}.
 */
public final class MoqRelay implements AutoCloseable {

    private final MoqServer server;
    private final FrontDesk desk;
    private final RelayThread thread;
    private final Duration goawayTimeout;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private MoqRelay(MoqServer server, FrontDesk desk, RelayThread thread, Duration goawayTimeout) {
        this.server = server;
        this.desk = desk;
        this.thread = thread;
        this.goawayTimeout = goawayTimeout;
    }

    /**
     * Starts from the defaults: a free port on loopback, everybody may do everything.
     *
     * @param identity the certificate and key that clients see
     */
    public static Builder builder(TlsIdentity identity) {
        return new Builder(identity);
    }

    /** Returns the address that clients reach, with the port that was actually bound. */
    public InetSocketAddress localAddress() {
        return server.localAddress();
    }

    /**
     * Returns where clients on this machine dial.
     *
     * @param scheme {@code https} for WebTransport, {@code moqt} for raw QUIC
     */
    public URI url(String scheme) {
        return URI.create(scheme + "://localhost:" + localAddress().getPort());
    }

    /** Returns what was counted so far; completes exceptionally once the relay has ended. */
    public CompletableFuture<RelayStats> stats() {
        try {
            return CompletableFuture.supplyAsync(() -> desk.stats(server.cachedBytes()), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("The relay has ended", e));
        }
    }

    /**
     * Ends the relay: sessions are told to go elsewhere (GOAWAY), where they can be told, and get the goaway timeout to do
     * so. Then all sessions are ended gracefully, and the relay's threads.
     *
     * @return completes when nothing of the relay is left
     */
    public CompletableFuture<Void> shutdown() {
        if (ending.compareAndSet(false, true)) {
            end();
        }
        return ended.copy();
    }

    private void end() {
        CompletableFuture.supplyAsync(desk::close, thread)
                .thenCompose(this::sendAway)
                .handle((nothing, tooLong) -> server.shutdown())
                .thenCompose(stopped -> stopped)
                .whenComplete((nothing, failure) -> {
                    thread.shutdown();
                    if (failure == null) {
                        ended.complete(null);
                    } else {
                        ended.completeExceptionally(failure);
                    }
                });
    }

    private CompletableFuture<Void> sendAway(List<MoqSession> sessions) {
        CompletableFuture<?>[] leaving = sessions.stream()
                .filter(session -> session.supports(Feature.SEND_GOAWAY))
                .map(session -> session.goaway("").thenCompose(told -> session.closed()))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(leaving)
                .orTimeout(goawayTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(tooLong -> null);
    }

    /** Does what {@link #shutdown()} does, and waits for it. */
    @Override
    public void close() {
        shutdown().join();
    }

    /** Collects what a {@link MoqRelay} is made of. Not thread-safe. */
    public static final class Builder {

        private final ServerOptions.Builder server;
        private TransportOptions transport = TransportOptions.builder().build();
        private Limits sessionLimits = Limits.defaults();
        private RelayLimits limits = RelayLimits.defaults();
        private RelayAuthorizer authorizer = RelayAuthorizer.allowAll();
        private TrackOptions tracks = TrackOptions.defaults().withCache(CacheOptions.of(3, 32 << 20));
        private Duration linger = Duration.ofSeconds(5);
        private Duration goawayTimeout = Duration.ofSeconds(3);

        private Builder(TlsIdentity identity) {
            this.server = ServerOptions.builder(identity);
        }

        /** Sets where to listen; by default a free port on the loopback address. */
        public Builder address(InetSocketAddress address) {
            server.address(address);
            return this;
        }

        /** Changes what else there is of a server: certificates of clients, paths that are served. */
        public Builder server(Consumer<ServerOptions.Builder> change) {
            change.accept(server);
            return this;
        }

        /** Sets how connections behave below MoQ. */
        public Builder transport(TransportOptions transport) {
            this.transport = transport;
            return this;
        }

        /** Sets who may do what; by default everybody everything. */
        public Builder authorizer(RelayAuthorizer authorizer) {
            this.authorizer = authorizer;
            return this;
        }

        /** Sets what clients can make the relay hold. */
        public Builder limits(RelayLimits limits) {
            this.limits = limits;
            return this;
        }

        /** Sets what each session can make the relay hold. */
        public Builder sessionLimits(Limits limits) {
            this.sessionLimits = limits;
            return this;
        }

        /** Sets what is kept of each track for late joiners and fetches; by default 3 groups, up to 32 MiB. */
        public Builder cache(CacheOptions cache) {
            this.tracks = tracks.withCache(cache);
            return this;
        }

        /**
         * Sets how many bytes may wait for one slow subscriber of a track; by default 32 MiB. What goes beyond costs it
         * its oldest group, or its subscription, see {@link #slowSubscriber}, which is counted, and nobody else anything.
         */
        public Builder maxQueuedBytes(int bytes) {
            this.tracks = tracks.withMaxQueuedBytes(bytes);
            return this;
        }

        /** Sets what happens to a subscriber for whom more waits than may; by default it loses its oldest group. */
        public Builder slowSubscriber(SlowSubscriber policy) {
            this.tracks = tracks.withSlowSubscriber(policy);
            return this;
        }

        /** Sets for how long a track that nobody watches any more is still subscribed to; by default 5 s. */
        public Builder linger(Duration time) {
            this.linger = notNegative(time, "linger");
            return this;
        }

        /** Sets for how long sessions may stay after GOAWAY, see {@link MoqRelay#shutdown()}; by default 3 s. */
        public Builder goawayTimeout(Duration time) {
            this.goawayTimeout = notNegative(time, "goawayTimeout");
            return this;
        }

        private static Duration notNegative(Duration time, String name) {
            if (time.isNegative()) {
                throw new IllegalArgumentException(name + " is not negative: " + time);
            }
            return time;
        }

        /**
         * Starts the relay.
         *
         * @return the relay, once its socket is bound; exceptionally a {@link org.moqj.core.MoqTransportException}
         */
        public CompletableFuture<MoqRelay> start() {
            RelayThread thread = new RelayThread();
            CompletableFuture<MoqServer> started = new CompletableFuture<>();
            FrontDesk desk = new FrontDesk(
                    new RelaySettings(authorizer, limits, tracks, linger, goawayTimeout), thread, name -> started.join()
                            .createTrack(name, tracks));
            SessionOptions session = SessionOptions.builder()
                    .limits(sessionLimits)
                    .handler(desk)
                    .listener(desk)
                    .build();
            return MoqServer.builder(
                            server.maxCacheBytes(limits.maxCacheBytes()).build())
                    .transport(transport)
                    .session(session)
                    .callbackExecutor(thread)
                    .start()
                    .whenComplete((bound, failure) -> {
                        if (bound == null) {
                            started.completeExceptionally(failure);
                            thread.shutdown();
                        } else {
                            started.complete(bound);
                        }
                    })
                    .thenApply(bound -> new MoqRelay(bound, desk, thread, goawayTimeout));
        }
    }
}
