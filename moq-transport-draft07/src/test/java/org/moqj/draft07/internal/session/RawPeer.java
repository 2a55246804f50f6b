package org.moqj.draft07.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;
import org.moqj.core.spi.transport.TransportKind;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Wire;
import org.moqj.draft07.internal.message.ControlFraming;
import org.moqj.draft07.internal.message.ControlMessage;

/** A peer without any rules, which sends what a test wants, and a real session at the other end. */
final class RawPeer implements TransportHandler {

    static final String STRICT_SERVER_SETUP = """
            40 41                   | Type = SERVER_SETUP
            10                      | Length
            c0 00 00 00 ff 00 00 07 | Selected Version
            02                      | Number of Parameters
            00 01 03                | ROLE = PubSub
            02 02 40 64             | MAX_SUBSCRIBE_ID = 100
            """;

    static final String MOQ_RS_SERVER_SETUP = """
            40 41                   | Type = SERVER_SETUP
            0c                      | Length
            c0 00 00 00 ff 00 00 07 | Selected Version
            01                      | Number of Parameters
            00 01 03                | ROLE = PubSub
            """;

    static final String STRICT_CLIENT_SETUP = """
            40 40                   | Type = CLIENT_SETUP
            11                      | Length
            01                      | Number of Supported Versions
            c0 00 00 00 ff 00 00 07 | Supported Version
            02                      | Number of Parameters
            00 01 03                | ROLE = PubSub
            02 02 40 64             | MAX_SUBSCRIBE_ID = 100
            """;

    static final String MOQ_RS_CLIENT_SETUP = """
            40 40                   | Type = CLIENT_SETUP
            0d                      | Length
            01                      | Number of Supported Versions
            c0 00 00 00 ff 00 00 07 | Supported Version
            01                      | Number of Parameters
            00 01 03                | ROLE = PubSub
            """;

    final VirtualTime time = new VirtualTime();
    final Endpoint endpoint = new Endpoint();
    final List<ControlMessage> received = new ArrayList<>();
    final List<RawStream> streams = new ArrayList<>();
    final List<String> datagrams = new ArrayList<>();
    private final InMemoryTransport.Pair pair;
    private final InMemoryTransport own;
    private final InMemoryTransport tested;
    private ControlFraming framing;
    private SendStream control;
    private ReceiveStream controlIn;
    private TransportClosed closed;

    /** A unidirectional stream that the session opened. */
    static final class RawStream implements ReceiveStreamHandler {
        final ReceiveStream stream;
        final StringBuilder hex = new StringBuilder();
        String end = "";

        RawStream(ReceiveStream stream) {
            this.stream = stream;
        }

        @Override
        public void onData(ByteBuf data) {
            hex.append(ByteBufUtil.hexDump(data));
        }

        @Override
        public void onFin() {
            end = "fin";
        }

        @Override
        public void onReset(long code) {
            end = "reset " + code;
        }
    }

    private RawPeer(TransportKind kind, String path, boolean sessionIsClient) {
        pair = InMemoryTransport.pair(time, kind, path, Conditions.GENEROUS);
        own = sessionIsClient ? pair.server() : pair.client();
        tested = sessionIsClient ? pair.client() : pair.server();
    }

    /** Returns an established client session towards a peer whose SERVER_SETUP is {@code setup}. */
    static RawPeer ofClient(DraftOptions options, String setup) {
        RawPeer peer = startClient(TransportKind.QUIC, "/", options);
        peer.sendBytes(setup);
        return peer;
    }

    static RawPeer ofClient() {
        RawPeer peer = ofClient(SessionPair.OPTIONS, STRICT_SERVER_SETUP);
        assertThat(peer.endpoint.established).hasSize(1);
        peer.received.clear();
        return peer;
    }

    /** Returns a client session that has sent CLIENT_SETUP and waits. */
    static RawPeer startClient(TransportKind kind, String path, DraftOptions options) {
        RawPeer peer = new RawPeer(kind, path, true);
        peer.own.setHandler(peer);
        peer.endpoint.session(Draft07Session.startClient(peer.tested, options, peer.endpoint));
        peer.time.run();
        return peer;
    }

    /** Returns a server session towards a peer whose CLIENT_SETUP is {@code setup}. */
    static RawPeer ofServer(DraftOptions options, String setup) {
        return ofServer(TransportKind.QUIC, options, setup);
    }

    static RawPeer ofServer(TransportKind kind, DraftOptions options, String setup) {
        RawPeer peer = startServer(kind, options);
        peer.sendBytes(setup);
        return peer;
    }

    /** Returns a server session whose client ends the control stream together with {@code setup}. */
    static RawPeer ofServerWhoseControlStreamEnds(DraftOptions options, String setup) {
        RawPeer peer = startServer(TransportKind.QUIC, options);
        peer.control.write(Wire.buffer(setup), true);
        peer.time.run();
        return peer;
    }

    private static RawPeer startServer(TransportKind kind, DraftOptions options) {
        RawPeer peer = new RawPeer(kind, "/", false);
        peer.own.setHandler(peer);
        BidiStream stream = peer.own.openBidi(new SendStreamHandler() {});
        peer.control(stream);
        peer.tested.setHandler(peer.new Acceptor(options));
        peer.time.run();
        return peer;
    }

    static RawPeer ofServer() {
        RawPeer peer = ofServer(SessionPair.OPTIONS, STRICT_CLIENT_SETUP);
        assertThat(peer.endpoint.established).hasSize(1);
        peer.received.clear();
        return peer;
    }

    DraftSession session() {
        return endpoint.session();
    }

    void send(ControlMessage message) {
        control.write(ControlFraming.encode(message, io.netty.buffer.UnpooledByteBufAllocator.DEFAULT), false);
        time.run();
    }

    void sendBytes(String lines) {
        control.write(Wire.buffer(lines), false);
        time.run();
    }

    /** Sends several messages so that they arrive in one piece. */
    void sendTogether(ControlMessage... messages) {
        ByteBuf together = Unpooled.buffer();
        for (ControlMessage message : messages) {
            ControlFraming.write(message, together);
        }
        control.write(together, false);
        time.run();
    }

    SendStream control() {
        return control;
    }

    /** Asks the session to send nothing more on the control stream. */
    void stopControl() {
        controlIn.stop(0);
        time.run();
    }

    void stopReadingControl() {
        controlIn.setReading(false);
    }

    InMemoryTransport transport() {
        return own;
    }

    InMemoryTransport tested() {
        return tested;
    }

    /** Opens a unidirectional stream with {@code lines} on it, which goes on. */
    SendStream openUni(String lines) {
        SendStream stream = openUni(new StopRecorder());
        stream.write(Wire.buffer(lines), false);
        time.run();
        return stream;
    }

    SendStream openUni(StopRecorder recorder) {
        return own.openUni(recorder);
    }

    void sendDatagram(String lines) {
        own.sendDatagram(Wire.buffer(lines));
        time.run();
    }

    /** Returns the messages of {@code type} that the session sent. */
    <M extends ControlMessage> List<M> received(Class<M> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Checks that the session closed with {@code code} and that nothing is left of it. */
    void assertClosed(long code) {
        assertThat(closed).as("closed").isNotNull();
        assertThat(closed.code()).isEqualTo(code);
        assertThat(endpoint.ends).hasSize(1);
        assertNothingLeft();
    }

    void assertOpen() {
        assertThat(closed).isNull();
        assertThat(endpoint.ends).isEmpty();
    }

    /** Closes from this end and checks that nothing is left of the session. */
    void closeAndCheck() {
        assertOpen();
        own.close(0, "");
        time.run();
        assertThat(endpoint.ends).hasSize(1);
        assertNothingLeft();
    }

    String closeReason() {
        return closed.reason();
    }

    private void assertNothingLeft() {
        framing.release();
        assertThat(pair.leakedBytes()).as("leaked bytes").isZero();
        assertThat(time.scheduledTasks()).as("scheduled tasks").isZero();
    }

    private void control(BidiStream stream) {
        control = stream.send();
        controlIn = stream.receive();
        framing = new ControlFraming(own.allocator(), 1 << 20);
        stream.receive().start(new ReceiveStreamHandler() {
            @Override
            public void onData(ByteBuf data) {
                read(data);
            }

            @Override
            public void onFin() {
                throw new AssertionError("The session ended the control stream");
            }

            @Override
            public void onReset(long code) {
                throw new AssertionError("The session reset the control stream");
            }
        });
    }

    private void read(ByteBuf data) {
        try {
            ControlMessage message = framing.next(data);
            while (message != null) {
                received.add(message);
                message = framing.next(data);
            }
        } catch (ProtocolViolation e) {
            throw new AssertionError("The session sent nonsense", e);
        }
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        RawStream raw = new RawStream(stream);
        streams.add(raw);
        stream.start(raw);
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        assertThat(control).isNull();
        control(stream);
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        datagrams.add(ByteBufUtil.hexDump(datagram));
    }

    @Override
    public void onClosed(TransportClosed end) {
        closed = end;
    }

    /** What happened to a stream that the peer sends on. */
    static final class StopRecorder implements SendStreamHandler {
        final List<Long> stops = new ArrayList<>();

        @Override
        public void onStopped(long code) {
            stops.add(code);
        }
    }

    /** Starts the session at the server end once the control stream is there. */
    private final class Acceptor implements TransportHandler {
        private final DraftOptions options;

        Acceptor(DraftOptions options) {
            this.options = options;
        }

        @Override
        public void onUniStream(ReceiveStream stream) {
            throw new AssertionError("A data stream before the control stream");
        }

        @Override
        public void onBidiStream(BidiStream stream) {
            stream.receive().start(new ReceiveStreamHandler() {
                @Override
                public void onData(ByteBuf data) {
                    // Core reads the first bytes to recognise the draft, and hands them on.
                    endpoint.session(Draft07Session.startServer(tested, stream, data, options, endpoint));
                }

                @Override
                public void onFin() {
                    throw new AssertionError("Ended before SETUP");
                }

                @Override
                public void onReset(long code) {
                    throw new AssertionError("Reset before SETUP");
                }
            });
        }

        @Override
        public void onDatagram(ByteBuf datagram) {
            throw new AssertionError("A datagram before the control stream");
        }

        @Override
        public void onClosed(TransportClosed end) {
            throw new AssertionError("Closed before the session began");
        }
    }
}
