package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.ServerOptions;
import org.moqj.core.Side;
import org.moqj.core.TlsIdentity;
import org.moqj.core.TlsOptions;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportInfo;
import org.moqj.core.spi.transport.TransportKind;

class TlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Certificates STRANGER = new Certificates("Stranger");

    private static Loopback serverWith(TlsIdentity identity) {
        return new Loopback(
                options -> options,
                options -> options,
                ServerOptions.builder(identity).build(),
                NameResolver.SYSTEM);
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MoqTransportException refusal(TlsOptions tls, TlsIdentity identity, String host) {
        try (Loopback server = serverWith(identity);
                Dialling client = new Dialling(tls)) {
            MoqTransportException failure = client.failure("moqt://" + host + ":" + server.port(), TIMEOUT);
            assertThat(failure.phase()).isEqualTo(FailurePhase.TLS);
            assertThat(failure.side()).isEqualTo(Side.LOCAL);
            assertThat(failure.peerCertificate()).contains(identity.chain().get(0));
            return failure;
        }
    }

    @Test
    void refusesUnknownAuthority() {
        assertThat(refusal(Dialling.trusting(), STRANGER.localhost(), "localhost"))
                .hasMessageContaining("certificate of localhost:")
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void refusesUnknownAuthorityBySystemRoots() {
        assertThat(refusal(TlsOptions.systemRoots(), Loopback.AUTHORITY.localhost(), "localhost"))
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void refusesExpiredCertificate() {
        assertThat(refusal(Dialling.trusting(), Loopback.AUTHORITY.expired(), "localhost"))
                .hasMessageContaining("NotAfter");
    }

    @Test
    void refusesExpiredCertificateThatIsARootItself() {
        TlsIdentity expired = Loopback.AUTHORITY.expired();
        TlsOptions trustingIt = TlsOptions.builder().roots(expired.chain()).build();

        assertThat(refusal(trustingIt, expired, "localhost")).hasMessageContaining("NotAfter");
    }

    @Test
    void refusesCertificateOfAnotherName() {
        assertThat(refusal(Dialling.trusting(), Loopback.AUTHORITY.named("elsewhere.example"), "localhost"))
                .hasMessageContaining("localhost");
    }

    @Test
    void refusesAddressThatTheCertificateLacks() {
        assertThat(refusal(Dialling.trusting(), Loopback.AUTHORITY.named("localhost"), "127.0.0.1"))
                .hasMessageContaining("127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource
    void acceptsAddressInTheCertificate(TransportKind kind) {
        try (Loopback server = new Loopback();
                Dialling client = new Dialling(Dialling.trusting())) {
            String scheme = kind == TransportKind.QUIC ? "moqt" : "https";
            assertThat(Peer.get(client.dial(scheme + "://127.0.0.1:" + server.port(), TIMEOUT))
                            .info()
                            .kind())
                    .isEqualTo(kind);
        }
    }

    @Test
    void acceptsPinnedCertificateOfAnyNameAndAuthority() {
        TlsIdentity identity = STRANGER.named("elsewhere.example");
        String pin = sha256(identity.chain().get(0));
        try (Loopback server = serverWith(identity);
                Dialling client =
                        new Dialling(TlsOptions.builder().pinSha256(pin).build())) {
            TransportInfo info = Peer.get(client.dial("moqt://localhost:" + server.port(), TIMEOUT))
                    .info();

            assertThat(info.peerCertificateSha256()).isEqualTo(pin);
            assertThat(info.peerCertificate()).contains(identity.chain().get(0));
        }
    }

    @Test
    void refusesCertificateThatIsNotPinned() {
        TlsIdentity identity = Loopback.AUTHORITY.localhost();
        TlsOptions other = TlsOptions.builder().pinSha256("ab".repeat(32)).build();

        assertThat(refusal(other, identity, "localhost"))
                .hasMessageContaining("not pinned")
                .hasMessageContaining(sha256(identity.chain().get(0)));
    }

    @Test
    void refusesPinnedCertificateThatExpired() {
        TlsIdentity identity = Loopback.AUTHORITY.expired();
        TlsOptions pinned =
                TlsOptions.builder().pinSha256(sha256(identity.chain().get(0))).build();

        assertThat(refusal(pinned, identity, "localhost")).hasMessageContaining("NotAfter");
    }

    @Test
    void insecureAcceptsAnything() {
        try (Loopback server = serverWith(STRANGER.named("elsewhere.example"));
                Dialling client = new Dialling(
                        TlsOptions.builder().insecureDisableVerification().build())) {
            assertThat(Peer.get(client.dial("https://localhost:" + server.port(), TIMEOUT))
                            .info()
                            .kind())
                    .isEqualTo(TransportKind.WEBTRANSPORT);
        }
    }

    private static Loopback serverThatAsks() {
        return new Loopback(
                options -> options,
                options -> options,
                Loopback.serverOptions().clientRoots(STRANGER.roots()).build(),
                NameResolver.SYSTEM);
    }

    @ParameterizedTest
    @EnumSource
    void showsItsCertificateToAServerThatAsks(TransportKind kind) {
        TlsIdentity identity = STRANGER.named("client.example");
        TlsOptions mutual = TlsOptions.builder()
                .roots(Loopback.AUTHORITY.roots())
                .identity(identity)
                .build();
        try (Loopback server = serverThatAsks();
                Dialling client = new Dialling(mutual)) {
            Peer.get(client.dial(server.uri(kind).toString(), TIMEOUT));

            assertThat(Peer.take(server.accepted).info().peerCertificateSha256())
                    .isEqualTo(sha256(identity.chain().get(0)));
        }
    }

    @Test
    void failsWithoutACertificateThatAServerAsksFor() {
        try (Loopback server = serverThatAsks();
                Dialling client = new Dialling(Dialling.trusting())) {
            MoqTransportException failure =
                    client.failure(server.uri(TransportKind.WEBTRANSPORT).toString(), TIMEOUT);

            assertThat(failure.phase()).isEqualTo(FailurePhase.TLS);
            assertThat(failure.side()).isEqualTo(Side.REMOTE);
            assertThat(failure).hasMessageContaining("TLS alert certificate_required");
            assertThat(server.accepted).isEmpty();
        }
    }

    @Test
    void failsWithACertificateThatTheServerDoesNotTrust() {
        TlsOptions mutual = TlsOptions.builder()
                .roots(Loopback.AUTHORITY.roots())
                .identity(Loopback.AUTHORITY.localhost())
                .build();
        try (Loopback server = serverThatAsks();
                Dialling client = new Dialling(mutual)) {
            MoqTransportException failure =
                    client.failure(server.uri(TransportKind.WEBTRANSPORT).toString(), TIMEOUT);

            assertThat(failure.phase()).isEqualTo(FailurePhase.TLS);
            assertThat(failure.side()).isEqualTo(Side.REMOTE);
            assertThat(server.accepted).isEmpty();
        }
    }

    /** In TLS 1.3 a client is done before the server has looked at its certificate. */
    @Test
    void rawQuicLearnsOfARefusedCertificateAfterwards() {
        try (Loopback server = serverThatAsks();
                Dialling client = new Dialling(Dialling.trusting())) {
            Throwable failure = catchThrowable(() -> {
                Peer peer = new Peer(
                        Peer.get(client.dial(server.uri(TransportKind.QUIC).toString(), TIMEOUT)));
                TransportClosed closed = peer.listening().end();
                assertThat(closed.cause()).isEqualTo(TransportClosed.Cause.TRANSPORT_ERROR);
                assertThat(closed.reason()).contains("TLS alert certificate_required");
            });

            assertThat(failure).isNull();
            assertThat(server.accepted).isEmpty();
        }
    }
}
