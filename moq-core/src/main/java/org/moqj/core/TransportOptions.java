package org.moqj.core;

import java.time.Duration;

/**
 * How connections behave below MoQ. Immutable; the defaults suit live media.
 *
 * @see #builder()
 */
public final class TransportOptions {

    /** Which congestion controller QUIC uses. */
    public enum CongestionControl {
        /** Models the path's bandwidth and delay; keeps going under random loss. The default. */
        BBR,
        /** The internet's usual one; backs off at each loss. */
        CUBIC
    }

    /** How often something is sent within an idle timeout, so that the loss of one does not end the connection. */
    private static final int BEFORE_IDLE = 3;

    private final TlsOptions tls;
    private final Duration idleTimeout;
    private final Duration keepAlive;
    private final CongestionControl congestionControl;
    private final long streamWindow;
    private final long connectionWindow;
    private final int maxUniStreams;
    private final int maxBidiStreams;
    private final int datagramQueue;
    private final int maxUdpPayload;
    private final int socketBuffer;
    private final Duration happyEyeballsDelay;
    private final boolean nativeTransport;
    private final int threads;

    private TransportOptions(Builder builder) {
        this.tls = builder.tls;
        this.idleTimeout = builder.idleTimeout;
        this.keepAlive = shorter(builder.keepAlive, builder.idleTimeout.dividedBy(BEFORE_IDLE));
        this.congestionControl = builder.congestionControl;
        this.streamWindow = builder.streamWindow;
        this.connectionWindow = builder.connectionWindow;
        this.maxUniStreams = builder.maxUniStreams;
        this.maxBidiStreams = builder.maxBidiStreams;
        this.datagramQueue = builder.datagramQueue;
        this.maxUdpPayload = builder.maxUdpPayload;
        this.socketBuffer = builder.socketBuffer;
        this.happyEyeballsDelay = builder.happyEyeballsDelay;
        this.nativeTransport = builder.nativeTransport;
        this.threads = builder.threads;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns whom a client trusts, and who it is. Servers take theirs from {@link ServerOptions}. */
    public TlsOptions tls() {
        return tls;
    }

    /**
     * Returns how long a silent connection lives; default 30 s. The peer's own limit counts too, the lower one wins. It
     * is how long a peer that was killed, or whose network is gone, is waited for: its session then ends with an
     * exception that says so ({@link MoqSessionException#isTimeout()}).
     */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /**
     * Returns how often a quiet WebTransport connection sends something to stay alive; default 4 s, but no less often
     * than three times in an idle timeout; zero for never. Raw QUIC has no filler that every peer ignores: there an empty
     * datagram goes out, and only once nothing has come from the peer for a third of the idle timeout.
     */
    public Duration keepAlive() {
        return keepAlive;
    }

    /** Returns the congestion controller; default {@link CongestionControl#BBR}. */
    public CongestionControl congestionControl() {
        return congestionControl;
    }

    /** Returns the bytes a peer may send on one stream before we read them; default 1 MiB. */
    public long streamWindow() {
        return streamWindow;
    }

    /** Returns the bytes a peer may send on all streams before we read them; default 16 MiB. */
    public long connectionWindow() {
        return connectionWindow;
    }

    /** Returns how many unidirectional streams a peer may have open towards us; default 1024. */
    public int maxUniStreams() {
        return maxUniStreams;
    }

    /** Returns how many bidirectional streams a peer may have open towards us; default 16. */
    public int maxBidiStreams() {
        return maxBidiStreams;
    }

    /** Returns how many datagrams wait in each direction before further ones are dropped; default 1024. */
    public int datagramQueue() {
        return datagramQueue;
    }

    /** Returns the largest UDP payload to send, in bytes; default 1452. */
    public int maxUdpPayload() {
        return maxUdpPayload;
    }

    /** Returns the socket's buffer sizes in bytes; default 4 MiB, as far as the system allows. */
    public int socketBuffer() {
        return socketBuffer;
    }

    /** Returns how much of a head start IPv6 gets over IPv4 when dialling; default 250 ms (RFC 8305). */
    public Duration happyEyeballsDelay() {
        return happyEyeballsDelay;
    }

    /**
     * Returns whether Linux's epoll is used where {@code netty-transport-native-epoll} is there; default false, NIO runs
     * everywhere. Packets then go out several in one call of the kernel (UDP GSO), which costs half the processor time of
     * who sends much. An interface that computes no checksums may refuse such packets.
     */
    public boolean nativeTransport() {
        return nativeTransport;
    }

    /** Returns the number of event loops; default: processors, at most 4. */
    public int threads() {
        return threads;
    }

    /** Collects {@link TransportOptions}. Not thread-safe. */
    public static final class Builder {

        private TlsOptions tls = TlsOptions.systemRoots();
        private Duration idleTimeout = Duration.ofSeconds(30);
        private Duration keepAlive = Duration.ofSeconds(4);
        private CongestionControl congestionControl = CongestionControl.BBR;
        private long streamWindow = 1 << 20;
        private long connectionWindow = 16 << 20;
        private int maxUniStreams = 1024;
        private int maxBidiStreams = 16;
        private int datagramQueue = 1024;
        private int maxUdpPayload = 1452;
        private int socketBuffer = 4 << 20;
        private Duration happyEyeballsDelay = Duration.ofMillis(250);
        private boolean nativeTransport;
        private int threads = Math.min(4, Runtime.getRuntime().availableProcessors());

        private Builder() {}

        private Builder(TransportOptions from) {
            tls = from.tls;
            idleTimeout = from.idleTimeout;
            keepAlive = from.keepAlive;
            congestionControl = from.congestionControl;
            streamWindow = from.streamWindow;
            connectionWindow = from.connectionWindow;
            maxUniStreams = from.maxUniStreams;
            maxBidiStreams = from.maxBidiStreams;
            datagramQueue = from.datagramQueue;
            maxUdpPayload = from.maxUdpPayload;
            socketBuffer = from.socketBuffer;
            happyEyeballsDelay = from.happyEyeballsDelay;
            nativeTransport = from.nativeTransport;
            threads = from.threads;
        }

        /** See {@link TransportOptions#tls()}. */
        public Builder tls(TlsOptions tls) {
            this.tls = tls;
            return this;
        }

        /** See {@link TransportOptions#idleTimeout()}; positive. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = Checks.positive(idleTimeout, "idleTimeout");
            return this;
        }

        /** See {@link TransportOptions#keepAlive()}; zero turns it off. */
        public Builder keepAlive(Duration keepAlive) {
            this.keepAlive = Checks.notNegative(keepAlive, "keepAlive");
            return this;
        }

        /** See {@link TransportOptions#congestionControl()}. */
        public Builder congestionControl(CongestionControl congestionControl) {
            this.congestionControl = congestionControl;
            return this;
        }

        /** See {@link TransportOptions#streamWindow()}; at least 4 KiB. */
        public Builder streamWindow(long bytes) {
            this.streamWindow = Checks.inRange(bytes, 4096, 1L << 32, "streamWindow");
            return this;
        }

        /** See {@link TransportOptions#connectionWindow()}; at least 4 KiB. */
        public Builder connectionWindow(long bytes) {
            this.connectionWindow = Checks.inRange(bytes, 4096, 1L << 34, "connectionWindow");
            return this;
        }

        /** See {@link TransportOptions#maxUniStreams()}; 1 to 1,000,000. */
        public Builder maxUniStreams(int streams) {
            this.maxUniStreams = Checks.inRange(streams, 1, 1_000_000, "maxUniStreams");
            return this;
        }

        /** See {@link TransportOptions#maxBidiStreams()}; 1 to 1,000,000. */
        public Builder maxBidiStreams(int streams) {
            this.maxBidiStreams = Checks.inRange(streams, 1, 1_000_000, "maxBidiStreams");
            return this;
        }

        /** See {@link TransportOptions#datagramQueue()}; 1 to 1,000,000. */
        public Builder datagramQueue(int datagrams) {
            this.datagramQueue = Checks.inRange(datagrams, 1, 1_000_000, "datagramQueue");
            return this;
        }

        /** See {@link TransportOptions#maxUdpPayload()}; 1200 to 65527. */
        public Builder maxUdpPayload(int bytes) {
            this.maxUdpPayload = Checks.inRange(bytes, 1200, 65527, "maxUdpPayload");
            return this;
        }

        /** See {@link TransportOptions#socketBuffer()}; at least 64 KiB. */
        public Builder socketBuffer(int bytes) {
            this.socketBuffer = Checks.inRange(bytes, 65536, 1 << 30, "socketBuffer");
            return this;
        }

        /** See {@link TransportOptions#happyEyeballsDelay()}. */
        public Builder happyEyeballsDelay(Duration delay) {
            this.happyEyeballsDelay = Checks.notNegative(delay, "happyEyeballsDelay");
            return this;
        }

        /** See {@link TransportOptions#nativeTransport()}. */
        public Builder nativeTransport(boolean nativeTransport) {
            this.nativeTransport = nativeTransport;
            return this;
        }

        /** See {@link TransportOptions#threads()}; 1 to 1024. */
        public Builder threads(int threads) {
            this.threads = Checks.inRange(threads, 1, 1024, "threads");
            return this;
        }

        /** Returns the options. */
        public TransportOptions build() {
            return new TransportOptions(this);
        }
    }
}
