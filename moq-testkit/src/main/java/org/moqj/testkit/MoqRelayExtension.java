package org.moqj.testkit;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.SelfSignedCertificate;

/**
 * A running relay on loopback for tests of JUnit 5: {@code @RegisterExtension static} gives one to all tests of a class,
 * without {@code static} each test has its own. Clients reach it through {@link #network()}, which has no faults until
 * the test makes some. What is asked before the relay runs, or after, throws {@link IllegalStateException}. Thread-safe
 * while the relay runs.
 */
public final class MoqRelayExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final Consumer<MoqRelay.Builder> change;
    private boolean ofClass;
    private volatile @Nullable Running running;

    private MoqRelayExtension(Consumer<MoqRelay.Builder> change) {
        this.change = change;
    }

    /** Everything of one relay. */
    private record Running(
            MoqRelay relay, SelfSignedCertificate certificate, FaultyNetwork network, Collection<MoqClient> clients)
            implements AutoCloseable {

        private static Running start(Consumer<MoqRelay.Builder> change) {
            SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
            MoqRelay.Builder builder = MoqRelay.builder(certificate.identity());
            change.accept(builder);
            MoqRelay relay = builder.start().join();
            InetSocketAddress address = relay.localAddress();
            return new Running(relay, certificate, FaultyNetwork.before(address), new ConcurrentLinkedQueue<>());
        }

        /** Ends the clients first, through a network that hinders nobody any more. */
        @Override
        public void close() {
            for (Path path : new Path[] {network.toServer(), network.toClients()}) {
                path.lose(0, 0);
                path.resume();
            }
            clients.forEach(MoqClient::close);
            relay.close();
            network.close();
        }
    }

    /** Returns a relay with its defaults: both drafts, both transports, everybody may do everything. */
    public static MoqRelayExtension create() {
        return create(builder -> {});
    }

    /**
     * Returns a relay that is not as by default.
     *
     * @param change sets what is to be different; not the address, which stays one of loopback
     */
    public static MoqRelayExtension create(Consumer<MoqRelay.Builder> change) {
        return new MoqRelayExtension(change);
    }

    /** Returns where clients dial over WebTransport. */
    public URI url() {
        return url("https");
    }

    /** Returns where clients dial over raw QUIC. */
    public URI quicUrl() {
        return url("moqt");
    }

    private URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + network().port());
    }

    /** Returns the SHA-256 of the relay's certificate, in hexadecimal digits, to be pinned. */
    public String sha256() {
        return running().certificate().sha256();
    }

    /** Returns what has a client trust the relay, and nobody else. */
    public TlsOptions tls() {
        return TlsOptions.builder().pinSha256(sha256()).build();
    }

    /**
     * Connects a new client over WebTransport, in the draft that it prefers. Both end with the relay, if not before.
     *
     * @throws java.util.concurrent.CompletionException where it cannot, with the reason as its cause
     */
    public MoqSession connect() {
        return connect(SessionOptions.defaults());
    }

    /** Connects a new client over WebTransport in {@code draft}; see {@link #connect()}. */
    public MoqSession connect(MoqDraft draft) {
        return connect(SessionOptions.builder().drafts(draft).build());
    }

    /** Connects a new client over WebTransport with {@code options}; see {@link #connect()}. */
    public MoqSession connect(SessionOptions options) {
        MoqClient client = MoqClient.builder().tls(tls()).session(options).build();
        running().clients().add(client);
        return client.connect(url()).join();
    }

    /** Connects a new client that publishes {@code track}; see {@link #connect()}. */
    public TrackPublisher publish(FullTrackName track) {
        return connect().publish(track).join();
    }

    /** Returns the relay itself, to be asked what it did or to be shut down. */
    public MoqRelay relay() {
        return running().relay();
    }

    /** Returns the network between all clients and the relay, to make faults on. */
    public FaultyNetwork network() {
        return running().network();
    }

    private Running running() {
        return Optional.ofNullable(running)
                .orElseThrow(() -> new IllegalStateException("The relay runs during tests only"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ofClass = true;
        running = Running.start(change);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!ofClass) {
            running = Running.start(change);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void stop() {
        Running ended = running;
        running = null;
        if (ended != null) {
            ended.close();
        }
    }
}
