package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicStreamType;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.Side;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;

/** Our client with servers that lack something, or do it their own way. */
class OddServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static MoqTransportException failure(Consumer<Http3Settings> settings, String status) {
        try (OddServer server = new OddServer(settings, status);
                Dialling client = new Dialling(Dialling.trusting())) {
            MoqTransportException failure =
                    client.failure(server.uri(), status.isEmpty() ? Duration.ofMillis(700) : TIMEOUT);
            assertThat(failure.phase()).isEqualTo(FailurePhase.CONNECT);
            return failure;
        }
    }

    @Test
    void saysThatAServerHasNoExtendedConnect() {
        assertThat(failure(settings -> {}, "200")).hasMessageContaining("does not offer extended CONNECT");
    }

    @Test
    void saysThatAServerHasNoDatagrams() {
        assertThat(failure(settings -> settings.enableConnectProtocol(true), "200"))
                .hasMessageContaining("does not offer HTTP datagrams");
    }

    @Test
    void saysThatAServerHasNoWebTransport() {
        assertThat(failure(settings -> settings.enableConnectProtocol(true).enableH3Datagram(true), "200"))
                .hasMessageContaining("does not offer WebTransport");
    }

    @ParameterizedTest
    @ValueSource(longs = {0x2b60_3742L, 0xc671_706aL, 0x14e9_cd29L, 0x2c7c_f000L})
    void knowsTheSettingOfEachDraft(long setting) {
        try (OddServer server = new OddServer(
                        settings -> {
                            settings.enableConnectProtocol(true).enableH3Datagram(true);
                            settings.put(setting, 1L);
                        },
                        "200");
                Dialling client = new Dialling(Dialling.trusting())) {
            assertThat(Peer.get(client.dial(server.uri(), TIMEOUT)).info().applicationProtocol())
                    .isEqualTo(Target.H3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "404", "429", "500"})
    void saysWithWhichStatusASessionWasRefused(String status) {
        MoqTransportException failure = failure(OddServer::webTransport, status);

        assertThat(failure.side()).isEqualTo(Side.REMOTE);
        assertThat(failure.code()).isEqualTo(Long.parseLong(status));
        assertThat(failure).hasMessageContaining("HTTP status " + status);
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() {
        assertThat(failure(OddServer::webTransport, "").isTimeout()).isTrue();
    }

    private interface Story {

        void tell(OddServer server, Peer client);
    }

    private static void session(Story story) {
        try (OddServer server = new OddServer(OddServer::webTransport, "200");
                Dialling client = new Dialling(Dialling.trusting())) {
            story.tell(server, new Peer(Peer.get(client.dial(server.uri(), TIMEOUT))).listening());
            client.awaitNoSockets();
        }
    }

    @Test
    void asksAsTheDraftsDemandOnStreamZero() {
        session((server, client) -> {
            Http3Headers headers = Peer.get(server.request).headers();
            assertThat(headers.method()).hasToString("CONNECT");
            assertThat(headers.protocol()).hasToString("webtransport");
            assertThat(headers.scheme()).hasToString("https");
            assertThat(headers.authority())
                    .hasToString(server.uri().substring(8).replace("/", ""));
            assertThat(headers.path()).hasToString("/");
            assertThat(headers.get("sec-webtransport-http3-draft02")).hasToString("1");
            assertThat(Peer.get(server.connect).streamId()).isZero();
            client.run(() -> client.session.close(0, ""));
        });
    }

    @Test
    void takesStreamsThatTheServerOpens() {
        session((server, client) -> {
            server.open(QuicStreamType.BIDIRECTIONAL, "4041 00 09");
            server.open(QuicStreamType.UNIDIRECTIONAL, "4054 00 08");

            BidiStream bidi = client.nextBidi();
            assertThat(Peer.get(client.read(bidi.receive()).first)).isEqualTo((byte) 9);
            assertThat(Peer.get(client.read(client.nextUni()).first)).isEqualTo((byte) 8);
            client.run(() -> client.session.close(0, ""));
        });
    }

    /** RFC 9114, section 6.1: a server that opens a stream of its own for something else is broken. */
    @Test
    void endsWhereTheServerOpensARequest() {
        session((server, client) -> {
            server.open(QuicStreamType.BIDIRECTIONAL, "01 00");

            assertThat(client.end().cause()).isEqualTo(Cause.TRANSPORT_ERROR);
        });
    }

    @Test
    void readsTheCloseCapsuleWithOrWithoutDataFrame() {
        for (String capsule : new String[] {"00 09 6843 06 00000007 6f6b", "6843 06 00000007 6f6b"}) {
            session((server, client) -> {
                server.writeRaw(capsule, true);

                TransportClosed closed = client.end();
                assertThat(closed.cause()).isEqualTo(Cause.PEER);
                assertThat(closed.code()).isEqualTo(7);
                assertThat(closed.reason()).isEqualTo("ok");
            });
        }
    }

    @Test
    void endOfTheConnectStreamEndsTheSession() {
        session((server, client) -> {
            Peer.get(server.connect).shutdownOutput();

            assertThat(client.end().cause()).isEqualTo(Cause.PEER);
        });
    }

    @Test
    void resetOfTheConnectStreamEndsTheSession() {
        session((server, client) -> {
            Peer.get(server.connect).shutdownOutput(0x10c);

            assertThat(client.end().code()).isEqualTo(0x10c);
        });
    }

    @Test
    void http3WithoutErrorIsACleanEnd() {
        session((server, client) -> {
            Peer.get(server.connect).parent().close(true, 0x100, Unpooled.EMPTY_BUFFER);

            TransportClosed closed = client.end();
            assertThat(closed.cause()).isEqualTo(Cause.PEER);
            assertThat(closed.code()).isZero();
        });
    }

    @Test
    void tellsHttp3Errors() {
        session((server, client) -> {
            Peer.get(server.connect).parent().close(true, 0x102, Unpooled.EMPTY_BUFFER);

            TransportClosed closed = client.end();
            assertThat(closed.cause()).isEqualTo(Cause.TRANSPORT_ERROR);
            assertThat(closed.code()).isEqualTo(0x102);
            assertThat(closed.reason()).isEqualTo("HTTP/3 error 0x102");
        });
    }
}
