package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportClosed.Cause;

/** Our server with clients that are early, careless or hostile. */
class OddClientTest {

    /** 0x54 and 0x41 as two-byte varints, then session 0. */
    private static final String UNI = "4054 00";

    private static final String BIDI = "4041 00";

    private Loopback loopback;
    private OddClient client;

    @BeforeEach
    void start() {
        loopback = new Loopback();
        client = new OddClient(loopback.server.localAddress());
    }

    @AfterEach
    void stop() {
        client.close();
        loopback.close();
    }

    private Peer session() {
        client.connect(new OddClient.Answer());
        return new Peer(Peer.take(loopback.accepted)).listening();
    }

    @Test
    void answersTheDraftThatOldClientsAskFor() {
        OddClient.Answer answer = new OddClient.Answer();
        client.connect(answer);

        assertThat(Peer.get(answer.status)).isEqualTo("200");
        assertThat(Peer.get(answer.draft)).isEqualTo("draft02");
    }

    @Test
    void holdsStreamsThatPrecedeTheirSession() {
        QuicStreamChannel uni = client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "01 02");
        // Stream 0 is to be the session's, and so the first bidirectional one.
        Peer server = session();
        QuicStreamChannel bidi = client.open(QuicStreamType.BIDIRECTIONAL, BIDI + "03");
        bidi.shutdownOutput();
        uni.shutdownOutput();

        assertThat(server.read(server.nextUni()).all()).containsExactly(1, 2);
        BidiStream arrived = server.nextBidi();
        assertThat(server.read(arrived.receive()).all()).containsExactly(3);
    }

    @Test
    void readsHeadersThatComeByteByByte() {
        Peer server = session();
        QuicStreamChannel stream = client.open(QuicStreamType.UNIDIRECTIONAL, "40");
        for (String next : new String[] {"54", "40", "00", "07"}) {
            client.write(stream, next);
        }
        QuicStreamChannel bidi = client.open(QuicStreamType.BIDIRECTIONAL, "40");
        for (String next : new String[] {"41", "40", "00", "08"}) {
            client.write(bidi, next);
        }
        stream.shutdownOutput();
        bidi.shutdownOutput();

        assertThat(server.read(server.nextUni()).all()).containsExactly(7);
        assertThat(server.read(server.nextBidi().receive()).all()).containsExactly(8);
    }

    @Test
    void resetBeforeTheTypeHarmsNobody() {
        Peer server = session();

        client.open(QuicStreamType.UNIDIRECTIONAL, "40").shutdownOutput(5); // the first half of a type
        QuicStreamChannel next = client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "01");
        next.shutdownOutput();

        assertThat(server.read(server.nextUni()).all()).containsExactly(1);
    }

    @Test
    void rejectsEarlyStreamsBeyondTheLimit() {
        for (int i = 0; i < 70; i++) {
            client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "01");
        }
        Peer server = session();
        QuicStreamChannel last = client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "ff");
        last.shutdownOutput();

        int held = 0;
        while (Peer.get(server.read(server.nextUni()).first) == 1) {
            held++;
        }
        assertThat(held).isEqualTo(64);
    }

    @Test
    void rejectsStreamsOfAnotherSession() {
        Peer server = session();
        QuicStreamChannel other = client.open(QuicStreamType.BIDIRECTIONAL, "4041 04 01");
        OddClient.Answer answer = other.pipeline().get(OddClient.Answer.class);

        assertThat(Peer.get(answer.reset)).isEqualTo(0x3994_bd84L);
        assertThat(server.bidiStreams).isEmpty();
        assertThat(server.closed).isNotDone();
    }

    @Test
    void survivesStreamsThatEndBeforeTheirHeader() {
        Peer server = session();
        client.open(QuicStreamType.UNIDIRECTIONAL, "40").shutdownOutput();
        client.open(QuicStreamType.UNIDIRECTIONAL, "4054").shutdownOutput();
        client.open(QuicStreamType.UNIDIRECTIONAL, "4054").shutdownOutput(1);
        client.open(QuicStreamType.BIDIRECTIONAL, "4041").shutdownOutput();
        client.open(QuicStreamType.BIDIRECTIONAL, "40").shutdownOutput(1);
        QuicStreamChannel good = client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "05");
        good.shutdownOutput();

        assertThat(server.read(server.nextUni()).all()).containsExactly(5);
        assertThat(server.uniStreams).isEmpty();
        assertThat(server.bidiStreams).isEmpty();
        assertThat(server.closed).isNotDone();
    }

    @Test
    void ignoresStreamsOfUnknownTypes() {
        Peer server = session();
        client.open(QuicStreamType.UNIDIRECTIONAL, "21 01 02 03").shutdownOutput();
        client.open(QuicStreamType.UNIDIRECTIONAL, UNI + "05").shutdownOutput();

        assertThat(server.read(server.nextUni()).all()).containsExactly(5);
        assertThat(server.uniStreams).isEmpty();
    }

    @Test
    void takesDatagramsOfItsSessionOnly() {
        Peer server = session();
        client.datagram("01 aa");
        client.datagram("");
        client.datagram("00 bb");

        assertThat(Peer.take(server.datagrams)).containsExactly(0xbb);
        assertThat(server.datagrams).isEmpty();
    }

    @Test
    void holdsDatagramsThatPrecedeTheirSession() {
        client.datagram("00 cc");

        assertThat(Peer.take(session().datagrams)).containsExactly(0xcc);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void answersOtherRequestsWithNotFound(String method) {
        OddClient.Answer answer = new OddClient.Answer();
        client.request(method, "", "/", answer);

        assertThat(Peer.get(answer.status)).isEqualTo("404");
        assertThat(loopback.accepted).isEmpty();
    }

    @Test
    void grantsOneSessionAConnection() {
        Peer server = session();
        OddClient.Answer second = new OddClient.Answer();
        client.connect(second);

        assertThat(Peer.get(second.status)).isEqualTo("429");
        assertThat(loopback.accepted).isEmpty();
        assertThat(server.closed).isNotDone();
    }

    private TransportClosed endAfter(String hex) {
        QuicStreamChannel connect = client.connect(new OddClient.Answer());
        Peer server = new Peer(Peer.take(loopback.accepted)).listening();
        client.writeRaw(connect, hex);
        return server.end();
    }

    @Test
    void readsTheCloseCapsule() {
        TransportClosed closed = endAfter("00 09 6843 06 00000007 6f6b");

        assertThat(closed.cause()).isEqualTo(Cause.PEER);
        assertThat(closed.code()).isEqualTo(7);
        assertThat(closed.reason()).isEqualTo("ok");
    }

    @Test
    void readsTheCloseCapsuleOverSeveralDataFrames() {
        TransportClosed closed = endAfter("00 02 6843 00 01 06 00 03 000000 00 01 09 00 02 6f6b");

        assertThat(closed.code()).isEqualTo(9);
        assertThat(closed.reason()).isEqualTo("ok");
    }

    /** The habit of quinn's web-transport. */
    @Test
    void readsTheCloseCapsuleWithoutDataFrame() {
        TransportClosed closed = endAfter("6843 06 00000008 6f6b");

        assertThat(closed.cause()).isEqualTo(Cause.PEER);
        assertThat(closed.code()).isEqualTo(8);
    }

    @Test
    void skipsOtherCapsules() {
        TransportClosed closed = endAfter("00 05 8000 78ae 00 00 03 17 01 ff 00 07 6843 04 0000000a");

        assertThat(closed.code()).isEqualTo(10);
        assertThat(closed.reason()).isEmpty();
    }

    @Test
    void refusesACloseCapsuleThatCannotBe() {
        assertThat(endAfter("00 04 6843 01 00").cause()).isEqualTo(Cause.TRANSPORT_ERROR);
    }

    @Test
    void endOfTheConnectStreamEndsTheSession() {
        QuicStreamChannel connect = client.connect(new OddClient.Answer());
        Peer server = new Peer(Peer.take(loopback.accepted)).listening();
        connect.shutdownOutput();

        TransportClosed closed = server.end();
        assertThat(closed.cause()).isEqualTo(Cause.PEER);
        assertThat(closed.code()).isZero();
        assertThat(Peer.get(client.closed).error()).isEqualTo(0x100);
    }

    @Test
    void resetOfTheConnectStreamEndsTheSession() {
        QuicStreamChannel connect = client.connect(new OddClient.Answer());
        Peer server = new Peer(Peer.take(loopback.accepted)).listening();
        connect.shutdownOutput(0x10c);

        TransportClosed closed = server.end();
        assertThat(closed.cause()).isEqualTo(Cause.TRANSPORT_ERROR);
        assertThat(closed.code()).isEqualTo(0x10c);
    }
}
