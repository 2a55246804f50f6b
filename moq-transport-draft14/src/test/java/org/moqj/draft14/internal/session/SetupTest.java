package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.FailurePhase;
import org.moqj.core.Limits;
import org.moqj.core.PeerProfile;
import org.moqj.core.Side;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.KnownParameter;
import org.moqj.draft14.internal.message.MaxRequestId;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.ServerSetup;
import org.moqj.draft14.internal.message.Token;

class SetupTest {

    private static Parameters parameters(Parameter... all) {
        return new Parameters(List.of(all));
    }

    private static Parameter limit(long limit) {
        return new Parameter.Numeric(KnownParameter.MAX_REQUEST_ID.type(), limit);
    }

    private static Parameter text(KnownParameter parameter, String value) {
        return new Parameter.Binary(parameter.type(), ByteString.of(value));
    }

    private static ClientSetup clientSetup(Parameter... all) {
        return new ClientSetup(List.of(0xff00000eL), parameters(all));
    }

    private static ServerSetup serverSetup(Parameter... all) {
        return new ServerSetup(0xff00000eL, parameters(all));
    }

    @Test
    void clientOverQuicSendsPathAndAuthority() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        ClientSetup setup = (ClientSetup) peer.lastReceived();

        assertThat(setup.supportedVersions()).containsExactly(0xff00000eL);
        assertThat(setup.parameters().bytes(KnownParameter.PATH)).contains(ByteString.of("/"));
        assertThat(setup.parameters().bytes(KnownParameter.AUTHORITY)).contains(ByteString.of("relay.test"));
        assertThat(setup.parameters().bytes(KnownParameter.MOQT_IMPLEMENTATION)).contains(ByteString.of("moqj-test"));
        assertThat(setup.parameters().number(KnownParameter.MAX_REQUEST_ID)).hasValue(IncomingRequests.LARGE_LIMIT);
    }

    @Test
    void clientOverQuicSendsThePathWithItsQuery() {
        SessionPair pair = SessionPair.open(); // whose server knows no path but that of CLIENT_SETUP

        assertThat(pair.server.established).singleElement().satisfies(peer -> {
            assertThat(peer.path()).isEqualTo("/live?x=1");
            assertThat(peer.authority()).isEqualTo("relay.test");
        });
        pair.closeAndCheck();
    }

    @Test
    void clientOverWebTransportSendsNeitherPathNorAuthority() {
        SessionPair pair = SessionPair.connect(
                TransportKind.WEBTRANSPORT,
                InMemoryTransport.Conditions.GENEROUS,
                Fixtures.options(),
                Fixtures.options());
        pair.run();

        assertThat(pair.server.established).singleElement().satisfies(peer -> {
            assertThat(peer.path()).isEqualTo("/live?x=1"); // of the CONNECT request
            assertThat(peer.authority()).isEqualTo("relay.test");
        });
        pair.closeAndCheck();
    }

    @Test
    void serverAnswersWithVersionAndLimit() {
        RawPeer peer = RawPeer.client();

        assertThat(peer.received).singleElement().satisfies(message -> {
            ServerSetup setup = (ServerSetup) message;
            assertThat(setup.selectedVersion()).isEqualTo(0xff00000eL);
            assertThat(setup.parameters().number(KnownParameter.MAX_REQUEST_ID)).hasValue(2000);
            assertThat(setup.parameters().bytes(KnownParameter.PATH)).isEmpty();
        });
    }

    @Test
    void readsSetupThatComesWithTheControlStream() throws ProtocolViolation {
        VirtualTime time = new VirtualTime();
        InMemoryTransport.Pair transports = InMemoryTransport.pair(time);
        Recorder recorder = new Recorder();
        ByteBuf received = Unpooled.buffer();
        ControlFraming.write(RawPeer.CLIENT_SETUP, received);
        int half = received.readableBytes() / 2;
        List<BidiStream> opened = new ArrayList<>();
        transports.server().setHandler(new BidiCatcher(opened));
        SendStream control =
                transports.client().openBidi(new SendStreamHandler() {}).send();
        control.write(received.retainedSlice(half, received.readableBytes() - half), false);
        time.run();

        Draft14Session.startServer(
                transports.server(), opened.get(0), received.slice(0, half), Fixtures.options(), recorder);
        assertThat(recorder.established).as("nothing within the call").isEmpty();
        time.run();

        assertThat(recorder.established).hasSize(1);
        received.release();
    }

    @Test
    void clientClosesOverVersionItDidNotOffer() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(new ServerSetup(0xff00000dL, Parameters.NONE));

        peer.expectClosed(SessionCode.VERSION_NEGOTIATION_FAILED, "Selected Version");
        assertThat(peer.ours.closed.get(0).phase()).isEqualTo(FailurePhase.SETUP);
    }

    @Test
    void serverClosesWithoutCommonVersion() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());

        peer.send(new ClientSetup(List.of(0xff00000dL, 0x1L), Parameters.NONE));

        peer.expectClosed(SessionCode.VERSION_NEGOTIATION_FAILED, "Supported Versions");
    }

    private static List<Arguments> badClientSetups() {
        return List.of(
                Arguments.of(
                        TransportKind.WEBTRANSPORT,
                        clientSetup(text(KnownParameter.PATH, "/")),
                        SessionCode.INVALID_PATH,
                        "PATH"),
                Arguments.of(
                        TransportKind.WEBTRANSPORT,
                        clientSetup(text(KnownParameter.AUTHORITY, "a.test")),
                        SessionCode.INVALID_AUTHORITY,
                        "AUTHORITY"),
                Arguments.of(
                        TransportKind.QUIC,
                        clientSetup(text(KnownParameter.PATH, "no slash")),
                        SessionCode.MALFORMED_PATH,
                        "PATH"),
                Arguments.of(
                        TransportKind.QUIC,
                        clientSetup(text(KnownParameter.AUTHORITY, ":443")),
                        SessionCode.MALFORMED_AUTHORITY,
                        "AUTHORITY"),
                Arguments.of(
                        TransportKind.QUIC,
                        clientSetup(new Parameter.Authorization(new Token.UseAlias(1))),
                        SessionCode.UNKNOWN_AUTH_TOKEN_ALIAS,
                        "AUTHORIZATION TOKEN"));
    }

    @ParameterizedTest
    @MethodSource("badClientSetups")
    void serverClosesOverSetup(TransportKind kind, ClientSetup setup, SessionCode code, String field) {
        RawPeer peer = RawPeer.client(kind, Fixtures.options());

        peer.send(setup);

        peer.expectClosed(code, field);
    }

    @Test
    void serverClosesOverPathThatItDoesNotServe() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedPath = "/live?x"::equals;

        peer.send(clientSetup(limit(100), text(KnownParameter.PATH, "/other")));

        peer.expectClosed(SessionCode.INVALID_PATH, "PATH");
        assertThat(peer.received).as("no SERVER_SETUP").isEmpty();
    }

    @Test
    void serverClosesOverNoPathWhereItServesOthers() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedPath = "/live?x"::equals;

        peer.send(clientSetup(limit(100)));

        peer.expectClosed(SessionCode.INVALID_PATH, "PATH");
    }

    @Test
    void serverTakesPathThatItServes() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedPath = "/live?x"::equals;

        peer.send(clientSetup(limit(100), text(KnownParameter.PATH, "/live?x")));

        assertThat(peer.ours.established).singleElement().satisfies(setup -> assertThat(setup.path())
                .isEqualTo("/live?x"));
    }

    @Test
    void serverClosesOverAuthorityThatItDoesNotServe() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedAuthority = "live.example"::equals;

        peer.send(clientSetup(limit(100), text(KnownParameter.AUTHORITY, "other.example")));

        peer.expectClosed(SessionCode.INVALID_AUTHORITY, "AUTHORITY");
        assertThat(peer.received).as("no SERVER_SETUP").isEmpty();
    }

    @Test
    void serverTakesAuthorityThatItServes() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedAuthority = "live.example"::equals;

        peer.send(clientSetup(limit(100), text(KnownParameter.AUTHORITY, "live.example")));

        assertThat(peer.ours.established).singleElement().satisfies(setup -> assertThat(setup.authority())
                .isEqualTo("live.example"));
    }

    @Test
    void serverDoesNotInsistOnAnAuthority() {
        RawPeer peer = RawPeer.client(TransportKind.QUIC, Fixtures.options());
        peer.ours.acceptedAuthority = "live.example"::equals;

        peer.send(clientSetup(limit(100)));

        assertThat(peer.ours.established).hasSize(1);
    }

    private static List<Arguments> badServerSetups() {
        return List.of(
                Arguments.of(serverSetup(text(KnownParameter.PATH, "/")), SessionCode.INVALID_PATH, "PATH"),
                Arguments.of(
                        serverSetup(text(KnownParameter.AUTHORITY, "a.test")),
                        SessionCode.INVALID_AUTHORITY,
                        "AUTHORITY"));
    }

    @ParameterizedTest
    @MethodSource("badServerSetups")
    void clientClosesOverSetup(ServerSetup setup, SessionCode code, String field) {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(setup);

        peer.expectClosed(code, field);
    }

    @Test
    void ignoresUnknownSetupParameters() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(serverSetup(
                limit(10), new Parameter.Numeric(0x40B5A, 1), new Parameter.Binary(0x99, ByteString.of("x"))));

        peer.expectOpen();
        assertThat(peer.ours.established).hasSize(1);
    }

    @Test
    void recognisesRelayOfMoqRs() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(serverSetup(limit(100)));

        assertThat(peer.session().profile()).isEqualTo(PeerProfile.MOQ_RS_14);
        assertThat(peer.ours.established.get(0).profile()).isEqualTo(PeerProfile.MOQ_RS_14);
    }

    @Test
    void doesNotRecogniseRelayThatSaysWhatItIs() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(serverSetup(limit(100), text(KnownParameter.MOQT_IMPLEMENTATION, "other")));

        assertThat(peer.session().profile()).isEqualTo(PeerProfile.STRICT);
    }

    @Test
    void keepsProfileThatWasChosen() {
        RawPeer peer = RawPeer.server(Fixtures.options(Optional.of(PeerProfile.STRICT), Limits.defaults()));

        peer.send(serverSetup(limit(100)));

        assertThat(peer.session().profile()).isEqualTo(PeerProfile.STRICT);
    }

    @Test
    void givesUpWhenPeerSaysNothing() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.time.advance(Fixtures.SETUP_TIMEOUT);

        peer.expectClosed(SessionCode.CONTROL_MESSAGE_TIMEOUT, "no SETUP within 10000 ms");
        assertThat(peer.ours.closed.get(0).isTimeout()).isTrue();
        assertThat(peer.ours.closed.get(0).phase()).isEqualTo(FailurePhase.SETUP);
    }

    @Test
    void takesEndOfControlStreamForEndOfSession() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.control().finish();
        peer.time.run();

        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.phase()).isEqualTo(FailurePhase.SETUP);
            assertThat(closed.side()).isEqualTo(Side.REMOTE);
        });
        assertThat(peer.transports.server().closed().code()).isEqualTo(SessionCode.PROTOCOL_VIOLATION.code());
        peer.assertNothingLeft();
    }

    @Test
    void takesResetOfControlStreamForEndOfSession() {
        RawPeer peer = RawPeer.server();

        peer.control().reset(0);
        peer.time.run();

        assertThat(peer.ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.phase()).isEqualTo(FailurePhase.DATA);
            assertThat(closed.side()).isEqualTo(Side.REMOTE);
        });
        assertThat(peer.transports.server().closed().code()).isEqualTo(SessionCode.PROTOCOL_VIOLATION.code());
        peer.assertNothingLeft();
    }

    @Test
    void rejectsSecondSetup() {
        RawPeer peer = RawPeer.server();

        peer.send(RawPeer.SERVER_SETUP);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "SERVER_SETUP");
    }

    @Test
    void rejectsSetupOfTheWrongSide() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(RawPeer.CLIENT_SETUP);

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "CLIENT_SETUP");
    }

    @Test
    void rejectsMessageBeforeSetup() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        peer.send(new MaxRequestId(10));

        peer.expectClosed(SessionCode.PROTOCOL_VIOLATION, "MAX_REQUEST_ID came before SETUP");
    }

    @Test
    void refusesRequestsBeforeSetup() {
        RawPeer peer = RawPeer.server(Fixtures.options());

        assertThatThrownBy(() -> peer.session().subscribe(Fixtures.subscribe(), new TrackRecorder()))
                .isInstanceOf(IllegalStateException.class);
    }

    /** A client that has sent CLIENT_SETUP, and what its peer does then. */
    private static boolean isTakenForAnotherDraft(java.util.function.Consumer<RawPeer> doing) {
        RawPeer peer = RawPeer.server(Fixtures.options());
        doing.accept(peer);
        peer.time.run();
        assertThat(peer.ours.closed).hasSize(1);
        return peer.session().peerSpeaksAnotherDraft();
    }

    @Test
    void takesEndsOfTheSetupForAnotherDraftWhereTheyAreIts() {
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.server().close(0, "")))
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.server().close(0x3, "")))
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.server().close(0x15, "")))
                .isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.control().finish())).isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.control().reset(0))).isTrue();
        assertThat(isTakenForAnotherDraft(peer -> peer.send(new ServerSetup(0xff000007L, parameters()))))
                .as("another version")
                .isTrue();
    }

    @Test
    void takesNoOtherEndForAnotherDraft() {
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.server().close(0x2, "UNAUTHORIZED")))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.server().close(0x8, "INVALID_PATH")))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.transports.client().lose()))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.time.advance(Fixtures.SETUP_TIMEOUT.plusMillis(1))))
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> peer.send(serverSetup(text(KnownParameter.PATH, "/")))))
                .as("a violation")
                .isFalse();
        assertThat(isTakenForAnotherDraft(peer -> {
                    peer.send(RawPeer.SERVER_SETUP);
                    peer.transports.server().close(0, "");
                }))
                .as("the end of a session")
                .isFalse();
    }

    @Test
    void controlStreamGoesBeforeAllOthers() {
        VirtualTime time = new VirtualTime();
        InMemoryTransport.Pair transports = InMemoryTransport.pair(time);
        List<BidiStream> opened = new ArrayList<>();
        transports.server().setHandler(new BidiCatcher(opened));
        transports.client().openBidi(new SendStreamHandler() {}).send().write(Unpooled.EMPTY_BUFFER, false);
        time.run();
        SendStream control = mock();

        Draft14Session.startServer(
                transports.server(),
                new BidiStream(control, opened.get(0).receive()),
                Unpooled.EMPTY_BUFFER,
                Fixtures.options(),
                new Recorder());

        verify(control).setPriority(0, false); // those of data are 1 to 127
    }

    @Test
    void closesWhenThePeerStopsTheControlStream() {
        RawPeer peer = RawPeer.server();

        peer.stopControlStream();

        assertThat(peer.ours.closed).hasSize(1);
        assertThat(peer.transports.server().closed().code()).isEqualTo(SessionCode.PROTOCOL_VIOLATION.code());
        peer.assertNothingLeft();
    }
}
