package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import org.moqj.cli.web.PageClock;
import org.moqj.cli.web.WebPage;
import org.moqj.core.CacheOptions;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TrackOptions.SlowSubscriber;
import org.moqj.core.model.TrackNamespace;
import org.moqj.relay.AccessDecision;
import org.moqj.relay.AccessRequest;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.RelayAuthorizer;
import org.moqj.relay.RelayLimits;
import org.moqj.relay.SelfSignedCertificate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code moqj relay}: the embedded relay, until Ctrl-C. */
@Command(
        name = "relay",
        description = {
            "Runs a relay: publishers and subscribers of draft-14 and draft-07, over WebTransport and raw QUIC, on one UDP "
                    + "port. Without a certificate it makes one that browsers take for WebTransport, and prints its "
                    + "SHA-256 for --tls-fingerprint. Ctrl-C asks sessions to leave (GOAWAY), and ends it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj relay",
            "  moqj relay --web",
            "  moqj relay --bind 0.0.0.0:4443 --tls-cert fullchain.pem --tls-key privkey.pem",
            "  moqj relay --publish-under live --publish-under test/interop",
        })
final class Relay implements Callable<Integer> {

    private static final Duration VALIDITY = Duration.ofDays(13);

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:4443",
            description = "Where to listen; port 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private String bind = "";

    @ArgGroup(exclusive = false)
    private @Nullable Identity identity;

    @Option(
            names = "--publish-under",
            paramLabel = "NS",
            description = "Let only namespaces be published that begin with NS, such as a/b; repeatable. Default: all.")
    private List<String> publishUnder = List.of();

    @Option(
            names = "--cache-groups",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many groups of each track to keep. Default: ${DEFAULT-VALUE}.")
    private int cacheGroups;

    @Option(
            names = "--cache-bytes",
            paramLabel = "BYTES",
            defaultValue = "33554432",
            description = "How many bytes of each track to keep. Default: ${DEFAULT-VALUE}.")
    private long cacheBytes;

    @Option(
            names = "--max-cache-bytes",
            paramLabel = "BYTES",
            defaultValue = "268435456",
            description = "How many bytes of all tracks to keep. Default: ${DEFAULT-VALUE}.")
    private long maxCacheBytes;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to go on with a track that nobody watches. Default: ${DEFAULT-VALUE}.")
    private int lingerSeconds;

    @Option(
            names = "--slow-subscriber",
            paramLabel = "drop|end",
            defaultValue = "drop",
            description =
                    "What happens to a subscriber of a track that is too far behind: it loses its oldest group, or "
                            + "its subscription ends. Default: ${DEFAULT-VALUE}.")
    private SlowPolicy slowPolicy = SlowPolicy.DROP;

    @Option(
            names = "--max-queued-bytes",
            paramLabel = "BYTES",
            defaultValue = "33554432",
            description = "How many bytes may wait for a subscriber of a track before it is too far behind. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int maxQueuedBytes;

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many sessions to take. Default: ${DEFAULT-VALUE}.")
    private int maxSessions;

    @Option(
            names = "--java-sockets",
            description = "Use Java's own sockets on Linux too: slower, but every network interface takes them.")
    private boolean javaSockets;

    @Option(
            names = "--stats",
            paramLabel = "SECONDS",
            description = "Tell every so many seconds who is here and what was relayed.")
    private @Nullable Double statsSeconds;

    @Mixin(name = "idle")
    private final IdleTimeout idle = new IdleTimeout();

    @Option(
            names = "--web",
            paramLabel = "PORT",
            arity = "0..1",
            fallbackValue = "8080",
            description = "Serve a page on http://localhost:PORT/ that watches a track from a browser, and publish the "
                    + "clock for it to show. PORT 0 takes a free one. Default, where no PORT is given: "
                    + "${FALLBACK-VALUE}.")
    private @Nullable Integer webPort;

    @Option(names = "--json", description = "Write where it listens, and at the end what it did, as JSON objects.")
    private boolean json;

    /** What {@code --slow-subscriber} takes. */
    enum SlowPolicy {
        /** See {@link SlowSubscriber#DROP_OLDEST_GROUP}. */
        DROP(SlowSubscriber.DROP_OLDEST_GROUP),
        /** See {@link SlowSubscriber#END}. */
        END(SlowSubscriber.END);

        private final SlowSubscriber meaning;

        SlowPolicy(SlowSubscriber meaning) {
            this.meaning = meaning;
        }
    }

    /** Who the relay is. */
    static final class Identity {

        @Option(
                names = "--tls-cert",
                paramLabel = "FILE",
                required = true,
                description = "Own certificate chain (PEM).")
        private @Nullable Path certificate;

        @Option(names = "--tls-key", paramLabel = "FILE", required = true, description = "Its private key (PEM).")
        private @Nullable Path key;
    }

    @Override
    public Integer call() {
        logs.apply();
        Moqj program = Moqj.of(moqj);
        Optional<Duration> every = every();
        BindAddress address = BindAddress.parse(bind);
        TlsIdentity shown = identity(address);
        try (MoqRelay relay = program.stop().await(start(address, shown))) {
            tell(relay, address, shown, program.terminal());
            try (RelayCounts counts = new RelayCounts(relay, program.terminal(), json, logs.isTalking())) {
                every.ifPresent(counts::showEvery);
                if (webPort == null) {
                    program.stop().await(new CompletableFuture<Void>());
                } else {
                    showPage(webPort, relay, address, shown, program);
                }
            }
        }
        return ExitCode.DONE;
    }

    private Optional<Duration> every() {
        if (statsSeconds == null) {
            return Optional.empty();
        }
        if (!(statsSeconds >= 0.1 && statsSeconds <= 86_400)) {
            throw CommandException.usage("--stats is 0.1 to 86400 seconds", "--stats 10");
        }
        return Optional.of(Duration.ofMillis(Math.round(statsSeconds * 1000)));
    }

    /** Serves the page until the end. A browser asks no other certificate than the relay's own for its hash. */
    private void showPage(int port, MoqRelay relay, BindAddress address, TlsIdentity shown, Moqj program) {
        int relayPort = relay.localAddress().getPort();
        URI nearby = URI.create("https://" + address.literal() + ":" + relayPort);
        URI dialled = identity == null ? nearby : URI.create(address.url("https", relayPort));
        String sha256 = sha256(shown);
        try (PageClock clock = PageClock.start(nearby, sha256, program.stop());
                WebPage page = WebPage.open(port, dialled, identity == null ? sha256 : "", clock.track())) {
            if (json) {
                new JsonLines(program.terminal().out())
                        .write(JsonLines.object().put("page", page.uri().toString()));
            } else {
                program.terminal().print("in a browser  open " + page.uri());
            }
            program.stop().await(new CompletableFuture<Void>());
        } catch (IOException e) {
            throw CommandException.usage(
                    "no page on port " + port + ": " + e.getMessage(), "name another port, or 0 for a free one");
        }
    }

    private CompletableFuture<MoqRelay> start(BindAddress address, TlsIdentity shown) {
        try {
            return MoqRelay.builder(shown)
                    .address(address.socketAddress())
                    .transport(idle.transport().nativeTransport(!javaSockets).build())
                    .cache(CacheOptions.of(cacheGroups, cacheBytes))
                    .slowSubscriber(slowPolicy.meaning)
                    .maxQueuedBytes(maxQueuedBytes)
                    .linger(Duration.ofSeconds(lingerSeconds))
                    .limits(RelayLimits.defaults().withMaxSessions(maxSessions).withMaxCacheBytes(maxCacheBytes))
                    .authorizer(authorizer())
                    .start();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "moqj relay --help");
        }
    }

    private RelayAuthorizer authorizer() {
        if (publishUnder.isEmpty()) {
            return RelayAuthorizer.allowAll();
        }
        List<TrackNamespace> allowed =
                publishUnder.stream().map(TrackNamespace::parse).toList();
        return request -> {
            boolean publishes = request.kind() == AccessRequest.Kind.PUBLISH_NAMESPACE
                    || request.kind() == AccessRequest.Kind.PUBLISH;
            boolean may = !publishes
                    || request.namespace().stream()
                            .anyMatch(name -> allowed.stream().anyMatch(name::startsWith));
            return CompletableFuture.completedFuture(
                    may ? AccessDecision.allow() : AccessDecision.deny("not to be published here"));
        };
    }

    private TlsIdentity identity(BindAddress address) {
        if (identity != null && identity.certificate != null && identity.key != null) {
            return TlsIdentity.fromPem(identity.certificate, identity.key);
        }
        return SelfSignedCertificate.of(Instant.now().minus(Duration.ofHours(1)), VALIDITY, address.names())
                .identity();
    }

    private void tell(MoqRelay relay, BindAddress address, TlsIdentity shown, Terminal terminal) {
        int port = relay.localAddress().getPort();
        String webTransport = address.url("https", port);
        String quic = address.url("moqt", port);
        String sha256 = sha256(shown);
        if (json) {
            ObjectNode line = JsonLines.object()
                    .put("webtransport", webTransport)
                    .put("quic", quic)
                    .put("sha256", sha256);
            new JsonLines(terminal.out()).write(line);
        } else {
            terminal.print("WebTransport  " + webTransport);
            terminal.print("raw QUIC      " + quic);
            terminal.print("certificate   SHA-256 " + sha256);
        }
    }

    private static String sha256(TlsIdentity shown) {
        try {
            byte[] certificate = shown.chain().get(0).getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A certificate that was read has no bytes", e);
        }
    }
}
