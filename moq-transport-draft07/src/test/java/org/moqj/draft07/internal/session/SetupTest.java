package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqRequestException;
import org.moqj.core.PeerProfile;
import org.moqj.core.Side;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.transport.TransportSession;
import org.moqj.draft07.internal.Wire;
import org.moqj.draft07.internal.message.ClientSetup;
import org.moqj.draft07.internal.message.ServerSetup;
import org.moqj.draft07.internal.message.SetupParameter;
import org.moqj.draft07.internal.message.Unsubscribe;

class SetupTest {

    @Test
    void establishesBothEnds() {
        SessionPair sessions = SessionPair.started(
                TransportKind.WEBTRANSPORT, "/live?a=b", SessionPair.OPTIONS, SessionPair.OPTIONS, Conditions.GENEROUS);
        sessions.run();

        assertThat(sessions.client.established.get(0).profile()).isEqualTo(PeerProfile.STRICT);
        assertThat(sessions.server.established.get(0).path()).isEqualTo("/live?a=b");
        assertThat(sessions.server.established.get(0).authority()).isEqualTo("relay.test");
        sessions.closeAndCheck();
        assertThat(sessions.client.end().side()).isEqualTo(Side.LOCAL);
        assertThat(sessions.client.end().code()).isZero();
        assertThat(sessions.server.end().side()).isEqualTo(Side.REMOTE);
        assertThat(sessions.server.end().codeName()).isEqualTo("No Error");
    }

    @Test
    void clientOffersTheVersionItsRoleAndItsLimit() {
        RawPeer peer = RawPeer.startClient(TransportKind.WEBTRANSPORT, "/live", SessionPair.OPTIONS);
        ClientSetup setup = (ClientSetup) peer.received.get(0);
        assertThat(setup.supportedVersions()).containsExactly(0xff000007L);
        assertThat(setup.parameters().varint(SetupParameter.ROLE)).hasValue(3);
        assertThat(setup.parameters().varint(SetupParameter.MAX_SUBSCRIBE_ID)).hasValue(1000);
        assertThat(setup.parameters().bytes(SetupParameter.PATH)).isEmpty();
    }

    @Test
    void serverAnswersWithTheVersionItsRoleAndItsLimit() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.STRICT_CLIENT_SETUP);
        ServerSetup setup = (ServerSetup) peer.received.get(0);
        assertThat(setup.selectedVersion()).isEqualTo(0xff000007L);
        assertThat(setup.parameters().varint(SetupParameter.ROLE)).hasValue(3);
        assertThat(setup.parameters().varint(SetupParameter.MAX_SUBSCRIBE_ID)).hasValue(1000);
        peer.closeAndCheck();
    }

    @Test
    void clientSendsPathOverRawQuicWhereItSaysSomething() {
        assertThat(pathSent("/live?a=b", SessionPair.OPTIONS)).containsExactly(ByteString.of("/live?a=b"));
        assertThat(pathSent("?a=b", SessionPair.OPTIONS)).containsExactly(ByteString.of("?a=b"));
        assertThat(pathSent("/", SessionPair.OPTIONS)).isEmpty();
        assertThat(pathSent("", SessionPair.OPTIONS)).isEmpty();
    }

    @Test
    void clientSendsPathAlwaysToAStrictPeerAndNeverToMoqRs() {
        assertThat(pathSent("/", SessionPair.withProfile(PeerProfile.STRICT))).containsExactly(ByteString.of("/"));
        assertThat(pathSent("/live", SessionPair.withProfile(PeerProfile.MOQ_RS_07)))
                .isEmpty();
    }

    @Test
    void serverTakesSetupThatArrivesInPieces() {
        byte[] bytes = Wire.bytes(RawPeer.STRICT_CLIENT_SETUP);
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, "40 | the first byte of CLIENT_SETUP");
        for (int i = 1; i < bytes.length; i++) {
            assertThat(peer.endpoint.established).isEmpty();
            peer.sendBytes(String.format("%02x", bytes[i]));
        }
        assertThat(peer.endpoint.established).hasSize(1);
        peer.closeAndCheck();
    }

    @Test
    void serverClosesWhenTheControlStreamEndsWithItsFirstBytes() {
        RawPeer peer = RawPeer.ofServerWhoseControlStreamEnds(SessionPair.OPTIONS, RawPeer.STRICT_CLIENT_SETUP);
        peer.assertClosed(0x3);
        assertThat(peer.endpoint.established).hasSize(1);
    }

    @Test
    void serverTellsThePathThatTheClientAsksFor() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, """
                40 40                   | Type = CLIENT_SETUP
                13                      | Length
                01                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 07 | Supported Version
                02                      | Number of Parameters
                00 01 03                | ROLE = PubSub
                01 04 2f 61 3f 62       | PATH = "/a?b"
                """);
        assertThat(peer.endpoint.established.get(0).path()).isEqualTo("/a?b");
        assertThat(peer.endpoint.established.get(0).profile()).isEqualTo(PeerProfile.STRICT);
        peer.closeAndCheck();
    }

    @Test
    void serverClosesOverPathThatItDoesNotServe() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, """
                40 40                         | Type = CLIENT_SETUP
                16                            | Length
                01                            | Number of Supported Versions
                c0 00 00 00 ff 00 00 07       | Supported Version
                02                            | Number of Parameters
                00 01 03                      | ROLE = PubSub
                01 07 2f 63 6c 6f 73 65 64    | PATH = "/closed"
                """);
        assertThat(peer.endpoint.established).isEmpty();
        assertThat(peer.closeReason()).startsWith("PATH");
        peer.assertClosed(0x2);
    }

    @Test
    void serverIsAskedAboutNoPathAsAnEmptyOne() {
        RawPeer peer = RawPeer.ofServer();
        assertThat(peer.endpoint.askedPaths).containsExactly("");
        peer.closeAndCheck();
    }

    @Test
    void serverClosesOnPathOverWebTransport() {
        RawPeer peer = RawPeer.ofServer(TransportKind.WEBTRANSPORT, SessionPair.OPTIONS, """
                40 40                   | Type = CLIENT_SETUP
                10                      | Length
                01                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 07 | Supported Version
                02                      | Number of Parameters
                00 01 03                | ROLE = PubSub
                01 01 2f                | PATH = "/"
                """);
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("PATH");
        assertThat(peer.endpoint.established).isEmpty();
    }

    @Test
    void serverClosesWithoutACommonVersion() {
        RawPeer peer = RawPeer.ofServer(SessionPair.OPTIONS, """
                40 40                   | Type = CLIENT_SETUP
                0d                      | Length
                01                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 08 | Supported Version = draft-08
                01                      | Number of Parameters
                00 01 03                | ROLE = PubSub
                """);
        peer.assertClosed(0x3);
        assertThat(peer.endpoint.end().phase()).isEqualTo(FailurePhase.SETUP);
        assertThat(peer.endpoint.end().getMessage()).contains("Supported Version");
    }

    @Test
    void clientClosesOnAVersionThatItDidNotOffer() {
        RawPeer peer = RawPeer.ofClient(SessionPair.OPTIONS, """
                40 41                   | Type = SERVER_SETUP
                0c                      | Length
                c0 00 00 00 ff 00 00 08 | Selected Version = draft-08
                01                      | Number of Parameters
                00 01 03                | ROLE = PubSub
                """);
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).startsWith("Selected Version");
    }

    @Test
    void bothEndsCloseWithoutARole() {
        RawPeer client = RawPeer.ofClient(
                SessionPair.OPTIONS, "40 41 | Type\n 09 | Length\n c0000000ff000007 | Version\n 00 | no parameters");
        client.assertClosed(0x3);
        assertThat(client.closeReason()).startsWith("ROLE");
        RawPeer server = RawPeer.ofServer(
                SessionPair.OPTIONS,
                "40 40 | Type\n 0a | Length\n 01 c0000000ff000007 | Versions\n 00 | no parameters");
        server.assertClosed(0x3);
        assertThat(server.closeReason()).startsWith("ROLE");
    }

    @Test
    void ignoresUnknownParameters() {
        RawPeer client = RawPeer.ofClient(SessionPair.OPTIONS, """
                40 41                   | Type = SERVER_SETUP
                10                      | Length
                c0 00 00 00 ff 00 00 07 | Selected Version
                02                      | Number of Parameters
                00 01 03                | ROLE = PubSub
                40 7f 01 78             | of a type nobody knows
                """);
        assertThat(client.endpoint.established).hasSize(1);
        client.closeAndCheck();
        RawPeer server = RawPeer.ofServer(SessionPair.OPTIONS, """
                40 40                   | Type = CLIENT_SETUP
                11                      | Length
                01                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 07 | Supported Version
                02                      | Number of Parameters
                40 7f 01 78             | of a type nobody knows
                00 01 03                | ROLE = PubSub
                """);
        assertThat(server.endpoint.established).hasSize(1);
        server.closeAndCheck();
    }

    @Test
    void controlStreamGoesBeforeAllOthers() {
        VirtualTime time = new VirtualTime();
        TransportSession transport = InMemoryTransport.pair(time).server();
        SendStream control = mock();

        Draft07Session.startServer(
                transport, new BidiStream(control, mock()), Unpooled.EMPTY_BUFFER, SessionPair.OPTIONS, new Endpoint());

        verify(control).setPriority(0, false); // those of data are 1 to 127
    }

    @Test
    void recognisesMoqRsAtBothEnds() {
        RawPeer client = RawPeer.ofClient(SessionPair.OPTIONS, RawPeer.MOQ_RS_SERVER_SETUP);
        assertThat(client.endpoint.established.get(0).profile()).isEqualTo(PeerProfile.MOQ_RS_07);
        assertThat(client.session().profile()).isEqualTo(PeerProfile.MOQ_RS_07);
        client.closeAndCheck();
        for (String role : List.of("01", "02", "03")) {
            RawPeer server = RawPeer.ofServer(
                    SessionPair.OPTIONS, RawPeer.MOQ_RS_CLIENT_SETUP.replace("00 01 03", "00 01 " + role));
            assertThat(server.endpoint.established.get(0).profile()).isEqualTo(PeerProfile.MOQ_RS_07);
            server.closeAndCheck();
        }
    }

    @Test
    void keepsTheProfileThatItWasGiven() {
        RawPeer peer = RawPeer.ofClient(SessionPair.withProfile(PeerProfile.STRICT), RawPeer.MOQ_RS_SERVER_SETUP);
        assertThat(peer.session().profile()).isEqualTo(PeerProfile.STRICT);
        peer.closeAndCheck();
    }

    @Test
    void closesWhenSetupDoesNotComeInTime() {
        RawPeer peer = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        peer.time.advance(Duration.ofMillis(9_999));
        peer.assertOpen();
        peer.time.advance(Duration.ofMillis(1));
        peer.assertClosed(0x3);
        assertThat(peer.endpoint.end().isTimeout()).isTrue();
        assertThat(peer.endpoint.end().phase()).isEqualTo(FailurePhase.SETUP);
    }

    @Test
    void closesOnOtherMessagesBeforeSetup() {
        RawPeer peer = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        peer.send(new Unsubscribe(0));
        peer.assertClosed(0x3);
        assertThat(peer.closeReason()).contains("UNSUBSCRIBE before SETUP");
    }

    @Test
    void closesOnASecondSetup() {
        RawPeer client = RawPeer.ofClient();
        client.sendBytes(RawPeer.STRICT_SERVER_SETUP);
        client.assertClosed(0x3);
        RawPeer server = RawPeer.ofServer();
        server.sendBytes(RawPeer.STRICT_CLIENT_SETUP);
        server.assertClosed(0x3);
    }

    @Test
    void closesOnTheSetupOfTheOtherEnd() {
        RawPeer client = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        client.sendBytes(RawPeer.STRICT_CLIENT_SETUP);
        client.assertClosed(0x3);
        RawPeer server = RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.STRICT_SERVER_SETUP);
        server.assertClosed(0x3);
    }

    @Test
    void closesOnAParameterOfTheWrongLength() {
        RawPeer peer = RawPeer.ofClient(
                SessionPair.OPTIONS,
                "40 41 | Type\n 0d | Length\n c0000000ff000007 | Version\n 01 00 02 03 00 | ROLE and a byte");
        peer.assertClosed(0x5);
        assertThat(peer.endpoint.end().codeName()).isEqualTo("Parameter Length Mismatch");
    }

    @Test
    void tellsThatThePeerClosedBeforeSetup() {
        RawPeer peer = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        peer.transport().close(0, "");
        peer.time.run();
        assertThat(peer.endpoint.end().phase()).isEqualTo(FailurePhase.SETUP);
        assertThat(peer.endpoint.end().side()).isEqualTo(Side.REMOTE);
        assertThat(peer.endpoint.established).isEmpty();
    }

    @Test
    void keepsToTheRolesOfThePeer() {
        RawPeer publisher =
                RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.STRICT_CLIENT_SETUP.replace("00 01 03", "00 01 01"));
        assertThatThrownBy(() -> publisher.session().publishNamespace(Requests.namespace("a"), new Answer()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("role is Publisher");
        publisher.sendBytes("03 | SUBSCRIBE\n 0b | Length\n 00 01 01 01 61 01 62 00 00 01 00 | 0, a/b");
        publisher.assertClosed(0x3);
        assertThat(publisher.closeReason()).startsWith("ROLE");

        RawPeer subscriber =
                RawPeer.ofServer(SessionPair.OPTIONS, RawPeer.STRICT_CLIENT_SETUP.replace("00 01 03", "00 01 02"));
        assertThatThrownBy(() -> subscriber.session().subscribe(Requests.subscribe("a", "b"), new Recorder()))
                .isInstanceOf(MoqRequestException.class)
                .hasMessageContaining("role is Subscriber");
        subscriber.sendBytes("06 | ANNOUNCE\n 04 | Length\n 01 01 61 00 | a");
        subscriber.assertClosed(0x3);
        assertThat(subscriber.closeReason()).startsWith("ROLE");
    }

    private static List<ByteString> pathSent(String path, DraftOptions options) {
        RawPeer peer = RawPeer.startClient(TransportKind.QUIC, path, options);
        ClientSetup setup = (ClientSetup) peer.received.get(0);
        return setup.parameters().bytes(SetupParameter.PATH).stream().toList();
    }

    /** A client that has sent CLIENT_SETUP, and what its peer does then. */
    private static boolean isTakenForAnotherDraft(java.util.function.Consumer<RawPeer> doing) {
        RawPeer peer = RawPeer.startClient(TransportKind.QUIC, "/", SessionPair.OPTIONS);
        doing.accept(peer);
        peer.time.run();
        assertThat(peer.endpoint.ends).hasSize(1);
        return peer.session().peerSpeaksAnotherDraft();
    }

    @Test
    void takesEndsOfTheSetupForAnotherDraftWhereTheyAreIts() {
        assertThat(isTakenForAnotherDraft(peer -> peer.transport().close(0, "")))
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.transport().close(0x3, "")))
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.transport().close(0x15, "")))
                .as("VERSION_NEGOTIATION_FAILED of later drafts")
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.control().finish())).isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.control().reset(0))).isTrue();
    }

    @Test
    void takesNoOtherEndForAnotherDraft() {
        assertThat(isTakenForAnotherDraft(peer -> peer.transport().close(0x2, "unauthorized")))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.tested().lose())).isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.time.advance(SessionPair.OPTIONS.setupTimeout())))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> {
                    peer.sendBytes(RawPeer.STRICT_SERVER_SETUP);
                    peer.transport().close(0, "");
                }))
                .as("the end of a session")
                .isFalse();
    }
}
