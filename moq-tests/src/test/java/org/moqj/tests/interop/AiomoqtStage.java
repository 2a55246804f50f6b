package org.moqj.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import org.moqj.tests.peers.AiomoqtRelay;
import org.moqj.tests.peers.TestCertificate;

/** One relay of aiomoqt for a test class; a client and a namespace of its own for each test. */
final class AiomoqtStage implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private @Nullable Path folder;
    private @Nullable AiomoqtRelay relay;
    private @Nullable TlsOptions trust;
    private @Nullable MoqClient client;
    private TrackNamespace namespace = TrackNamespace.EMPTY;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("aiomoqt");
        TestCertificate certificate = TestCertificate.create(folder);
        trust = TlsOptions.builder().rootsFromPem(certificate.certificateFile()).build();
        relay = AiomoqtRelay.start(certificate);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        client = MoqClient.builder().tls(there(trust)).build();
        namespace = TrackNamespace.of("test", context.getRequiredTestMethod().getName() + "-" + System.nanoTime());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (relay != null) {
            relay.close();
        }
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the relay's URL with {@code scheme} (https or moqt). */
    String url(String scheme) {
        return there(relay).url(scheme);
    }

    /** Connects over {@code scheme}; what the relay asks is refused. */
    MoqSession connect(String scheme) throws Exception {
        return connect(scheme, SessionHandler.refuseAll());
    }

    /** Connects over {@code scheme}; what the relay asks goes to {@code handler}. */
    MoqSession connect(String scheme, SessionHandler handler) throws Exception {
        SessionOptions options = SessionOptions.builder()
                .drafts(MoqDraft.DRAFT_14)
                .handler(handler)
                .build();
        return get(there(client).connect(URI.create(url(scheme)), options));
    }

    /** Returns the namespace of this test alone. */
    TrackNamespace namespace() {
        return namespace;
    }

    /** Returns a namespace inside this test's. */
    TrackNamespace namespace(String field) {
        List<ByteString> fields = new ArrayList<>(namespace.fields());
        fields.add(ByteString.of(field));
        return new TrackNamespace(fields);
    }

    /** Returns a track in this test's namespace. */
    FullTrackName track(String name) {
        return FullTrackName.of(namespace, name);
    }

    /** Waits for {@code future} and returns its value. */
    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(15, TimeUnit.SECONDS);
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Not before the stage is set");
        }
        return value;
    }
}
