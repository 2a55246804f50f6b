package org.moqj.core;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Where a server listens, and who it is. Immutable. */
public final class ServerOptions {

    private final InetSocketAddress address;
    private final TlsIdentity identity;
    private final List<X509Certificate> clientRoots;
    private final Predicate<String> acceptedPath;
    private final Predicate<String> acceptedAuthority;
    private final long maxCacheBytes;

    private ServerOptions(Builder builder) {
        this.address = builder.address;
        this.identity = builder.identity;
        this.clientRoots = List.copyOf(builder.clientRoots);
        this.acceptedPath = builder.acceptedPath;
        this.acceptedAuthority = builder.acceptedAuthority;
        this.maxCacheBytes = builder.maxCacheBytes;
    }

    /**
     * Starts from the defaults: a free port on loopback, any URL, no client certificates.
     *
     * @param identity what the server shows to its clients
     */
    public static Builder builder(TlsIdentity identity) {
        return new Builder(identity);
    }

    /** Returns where to listen; default a free port on the loopback address. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns what the server shows to its clients. */
    public TlsIdentity identity() {
        return identity;
    }

    /** Returns the roots that a client's certificate must lead to; empty: clients need none. */
    public List<X509Certificate> clientRoots() {
        return clientRoots;
    }

    /**
     * Returns which URL paths (with query) are served. Others get 404 over WebTransport; over raw QUIC the session is
     * closed with INVALID_PATH (draft-14, section 9.3.1), or with Unauthorized in draft-07, which has no code for it. A
     * client over raw QUIC that names no path is asked about with an empty one. Default: all.
     */
    public Predicate<String> acceptedPath() {
        return acceptedPath;
    }

    /**
     * Returns which authorities ({@code host} or {@code host:port}, as the client wrote them) are served. Others get 421
     * over WebTransport; over raw QUIC the session is closed with INVALID_AUTHORITY (draft-14, section 9.3.2.1). A client
     * that names none is not asked about; over raw QUIC one of draft-07 cannot. Default: all.
     */
    public Predicate<String> acceptedAuthority() {
        return acceptedAuthority;
    }

    /**
     * Returns how many bytes the caches of all tracks that {@link MoqServer#createTrack} makes may hold together, until
     * those end; counted as {@link CacheOptions#bytes()} has it. Beyond, tracks without subscriptions lose what they
     * keep, those first that were not asked for anything for the longest; then the others their oldest groups. Default:
     * as many as {@link CacheOptions} allow them.
     */
    public long maxCacheBytes() {
        return maxCacheBytes;
    }

    /** Collects {@link ServerOptions}. Not thread-safe. */
    public static final class Builder {

        private final TlsIdentity identity;
        private InetSocketAddress address = new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0);
        private final List<X509Certificate> clientRoots = new ArrayList<>();
        private Predicate<String> acceptedPath = path -> true;
        private Predicate<String> acceptedAuthority = authority -> true;
        private long maxCacheBytes = Long.MAX_VALUE;

        private Builder(TlsIdentity identity) {
            this.identity = identity;
        }

        /** See {@link ServerOptions#address()}; port 0 takes a free one. */
        public Builder address(InetSocketAddress address) {
            this.address = address;
            return this;
        }

        /** Asks each client for a certificate that leads to one of {@code roots}, and refuses clients without. */
        public Builder clientRoots(List<X509Certificate> roots) {
            clientRoots.addAll(roots);
            return this;
        }

        /** See {@link ServerOptions#acceptedPath()}. Called on an event loop; must not block. */
        public Builder acceptedPath(Predicate<String> acceptedPath) {
            this.acceptedPath = acceptedPath;
            return this;
        }

        /** See {@link ServerOptions#acceptedAuthority()}. Called on an event loop; must not block. */
        public Builder acceptedAuthority(Predicate<String> acceptedAuthority) {
            this.acceptedAuthority = acceptedAuthority;
            return this;
        }

        /** See {@link ServerOptions#maxCacheBytes()}; not negative. */
        public Builder maxCacheBytes(long bytes) {
            this.maxCacheBytes = Checks.inRange(bytes, 0, Long.MAX_VALUE, "maxCacheBytes");
            return this;
        }

        /** Returns the options. */
        public ServerOptions build() {
            return new ServerOptions(this);
        }
    }
}
