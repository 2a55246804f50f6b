package org.moqj.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.InMemorySessions;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.TransportKind;

/**
 * A client and a server session, connected in memory, without sockets or threads. Everything happens in the thread that
 * made the pair, callbacks too, and only in {@link #run()} and what calls it; the clock stands still but in {@link
 * #advance}. So a test that passes once passes always. Confined to that thread.
 */
public final class MoqPair {

    private final VirtualTime time = new VirtualTime();
    private final InMemoryTransport.Pair transports;
    private final InMemorySessions.Ends ends;
    private final Path toServer;
    private final Path toClient;

    private MoqPair(Builder builder) {
        transports = InMemoryTransport.pair(time, builder.kind, "/", builder.conditions);
        toServer = new MemoryPath(transports.server().path());
        toClient = new MemoryPath(transports.client().path());
        ends = InMemorySessions.begin(transports, builder.draft, builder.client, builder.server, time);
        run();
    }

    /**
     * Connects two ends with default options.
     *
     * @param server what the server does about the client's requests
     */
    public static MoqPair connect(MoqDraft draft, SessionHandler server) {
        return builder(draft)
                .server(SessionOptions.builder().handler(server).build())
                .connect();
    }

    /** Starts from the defaults: WebTransport, default options at both ends, and flow control that is never short. */
    public static Builder builder(MoqDraft draft) {
        return new Builder(draft);
    }

    /**
     * Returns the client's session.
     *
     * @throws java.util.concurrent.CompletionException where the setup failed, with the reason as its cause
     * @throws IllegalStateException where it is not through
     */
    public MoqSession client() {
        return established(ends.client());
    }

    /** Returns the server's session; see {@link #client()}. */
    public MoqSession server() {
        return established(ends.server());
    }

    private static MoqSession established(CompletableFuture<MoqSession> session) {
        if (!session.isDone()) {
            throw new IllegalStateException("The setup is not through: run() or advance() first");
        }
        return session.join();
    }

    /** Returns the way from the client to the server. */
    public Path toServer() {
        return toServer;
    }

    /** Returns the way from the server to the client. */
    public Path toClient() {
        return toClient;
    }

    /** Lets happen what is due, until nothing more does; the clock stands still. */
    public void run() {
        time.run();
    }

    /** Lets {@code duration} pass, with all that happens meanwhile. */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /**
     * Lets happen what is due, and returns what {@code future} completed with.
     *
     * @throws java.util.concurrent.CompletionException where it completed exceptionally
     * @throws IllegalStateException where it did not complete; perhaps time has to pass
     */
    public <T> T await(CompletableFuture<T> future) {
        run();
        if (!future.isDone()) {
            throw new IllegalStateException("Nothing more is due, and the future is not complete");
        }
        return future.join();
    }

    /** Returns a list that gets the objects of {@code subscription} from now on. */
    public List<MoqObject> collect(Subscription subscription) {
        List<MoqObject> objects = new ArrayList<>();
        subscription.forEach(objects::add);
        run();
        return objects;
    }

    /** Resets each stream that the server has open to the client with {@code code}, as something between both might. */
    public void resetStreamsToClient(long code) {
        transports.server().resetStreams(code);
        run();
    }

    /** Resets each stream that the client has open to the server with {@code code}. */
    public void resetStreamsToServer(long code) {
        transports.client().resetStreams(code);
        run();
    }

    /** Ends the connection at both ends at once, as their idle timeouts do when the path between them has died. */
    public void loseConnection() {
        transports.client().lose();
        transports.server().lose();
        run();
    }

    /** Returns how many bytes of buffers are held at both ends; 0 once a session is over, or something leaks. */
    public long heldBytes() {
        return transports.leakedBytes();
    }

    /** Collects what a {@link MoqPair} is made of. Not thread-safe. */
    public static final class Builder {

        private final MoqDraft draft;
        private TransportKind kind = TransportKind.WEBTRANSPORT;
        private SessionOptions client = SessionOptions.defaults();
        private SessionOptions server = SessionOptions.defaults();
        private Conditions conditions = Conditions.GENEROUS;

        private Builder(MoqDraft draft) {
            this.draft = draft;
        }

        /** Sets the client's options; its draft is the pair's whatever they say. */
        public Builder client(SessionOptions options) {
            client = options;
            return this;
        }

        /** Sets the server's options, with the drafts that it accepts. */
        public Builder server(SessionOptions options) {
            server = options;
            return this;
        }

        /** Connects as over raw QUIC. */
        public Builder rawQuic() {
            kind = TransportKind.QUIC;
            return this;
        }

        /**
         * Sets how many bytes a stream carries before its reader takes them; a slow reader is felt at the other end
         * beyond.
         */
        public Builder streamWindow(int bytes) {
            conditions = conditions.withStreamWindow(bytes);
            return this;
        }

        /** Sets how many unidirectional streams each end may have open at a time. */
        public Builder maxStreams(int streams) {
            conditions = conditions.withMaxUniStreams(streams);
            return this;
        }

        /** Connects, and runs until the setup is through or has failed. */
        public MoqPair connect() {
            return new MoqPair(this);
        }
    }
}
