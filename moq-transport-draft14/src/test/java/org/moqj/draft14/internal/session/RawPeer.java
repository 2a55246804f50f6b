package org.moqj.draft14.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Side;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.memory.InMemoryTransport;
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
import org.moqj.draft14.internal.Bytes;
import org.moqj.draft14.internal.message.ClientSetup;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.Parameter;
import org.moqj.draft14.internal.message.Parameters;
import org.moqj.draft14.internal.message.ServerSetup;

/** A peer that speaks bytes, and a session of ours that it speaks to. */
final class RawPeer implements TransportHandler {

    static final ServerSetup SERVER_SETUP = new ServerSetup(
            0xff00000eL,
            new Parameters(List.of(new Parameter.Numeric(0x2, 1000), new Parameter.Binary(0x7, ByteString.of("raw")))));
    static final ClientSetup CLIENT_SETUP = new ClientSetup(
            List.of(0xff00000eL),
            new Parameters(List.of(new Parameter.Numeric(0x2, 1000), new Parameter.Binary(0x7, ByteString.of("raw")))));

    final VirtualTime time = new VirtualTime();
    final Recorder ours = new Recorder();
    final List<ControlMessage> received = new ArrayList<>();
    final List<RawStream> streams = new ArrayList<>();
    final InMemoryTransport.Pair transports;
    private final InMemoryTransport end;
    private final DraftOptions options;
    private @Nullable SendStream control;
    private @Nullable ReceiveStream controlReceived;
    private @Nullable Draft14Session session;
    private @Nullable DatagramSink datagrams;

    private RawPeer(boolean isServer, TransportKind kind, DraftOptions options) {
        this.options = options;
        transports = InMemoryTransport.pair(time, kind, "/", InMemoryTransport.Conditions.GENEROUS);
        end = isServer ? transports.server() : transports.client();
        end.setHandler(this);
        if (isServer) {
            session = Draft14Session.startClient(transports.client(), options, ours);
        } else {
            transports.server().setHandler(new OurServer());
            BidiStream opened = end.openBidi(new SendStreamHandler() {});
            useControl(opened);
        }
        time.run();
    }

    /** Returns a server that has not answered yet, and a client of ours. */
    static RawPeer server(DraftOptions options) {
        return new RawPeer(true, TransportKind.QUIC, options);
    }

    /** Returns a server and a client of ours, past the setup. */
    static RawPeer server() {
        RawPeer peer = server(Fixtures.options());
        peer.send(SERVER_SETUP);
        return peer;
    }

    /** Returns a client that has not spoken yet, and a server of ours. */
    static RawPeer client(TransportKind kind, DraftOptions options) {
        return new RawPeer(false, kind, options);
    }

    /** Returns a client and a server of ours, past the setup. */
    static RawPeer client() {
        return client(Fixtures.options());
    }

    static RawPeer client(DraftOptions options) {
        RawPeer peer = client(TransportKind.QUIC, options);
        peer.send(CLIENT_SETUP);
        return peer;
    }

    private void useControl(BidiStream stream) {
        control = stream.send();
        controlReceived = stream.receive();
        stream.receive().start(new ReceiveStreamHandler() {
            private final ByteBuf collected = Unpooled.buffer();

            @Override
            public void onData(ByteBuf data) {
                collected.writeBytes(data);
                readMessages(collected);
            }

            @Override
            public void onFin() {
                throw new AssertionError("a session never finishes its control stream");
            }

            @Override
            public void onReset(long code) {
                throw new AssertionError("a session never resets its control stream");
            }
        });
    }

    private void readMessages(ByteBuf collected) {
        try {
            for (ControlMessage message = ControlFraming.read(collected, 65535);
                    message != null;
                    message = ControlFraming.read(collected, 65535)) {
                received.add(message);
            }
        } catch (ProtocolViolation e) {
            throw new AssertionError("a session sends what the draft allows", e);
        }
    }

    Draft14Session session() {
        assertThat(session).isNotNull();
        return session;
    }

    /** Returns the control stream's sending half. */
    SendStream control() {
        assertThat(control).isNotNull();
        return control;
    }

    /** Refuses to read on from the control stream, and lets all that follows happen. */
    void stopControlStream() {
        assertThat(controlReceived).isNotNull();
        controlReceived.stop(0);
        time.run();
    }

    /** Sends messages, and lets all that follows happen. */
    void send(ControlMessage... messages) {
        ByteBuf out = Unpooled.buffer();
        for (ControlMessage message : messages) {
            ControlFraming.write(message, out);
        }
        control().write(out, false);
        time.run();
    }

    /** Sends bytes on the control stream, and lets all that follows happen. */
    void sendHex(String... fields) {
        control().write(Bytes.buffer(Bytes.hex(fields)), false);
        time.run();
    }

    /** Opens a stream with these bytes, and lets all that follows happen. */
    SendStream open(String... fields) {
        SendStream stream = end.openUni(new SendStreamHandler() {});
        stream.write(Bytes.buffer(Bytes.hex(fields)), false);
        time.run();
        return stream;
    }

    /** Sends bytes on a stream, and lets all that follows happen. */
    void write(SendStream stream, boolean last, String... fields) {
        stream.write(Bytes.buffer(Bytes.hex(fields)), last);
        time.run();
    }

    void datagram(String... fields) {
        end.sendDatagram(Bytes.buffer(Bytes.hex(fields)));
        time.run();
    }

    /** Closes the transport session, and lets all that follows happen. */
    void close(long code) {
        end.close(code, "bye");
        time.run();
    }

    /** Returns the last message that our session sent. */
    ControlMessage lastReceived() {
        return received.get(received.size() - 1);
    }

    /** Returns what our session sent of this kind. */
    <M extends ControlMessage> List<M> received(Class<M> kind) {
        return received.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Checks that our session has closed with this code because of this field. */
    void expectClosed(SessionCode code, String field) {
        assertThat(ours.closed).singleElement().satisfies(closed -> {
            assertThat(closed.side()).isEqualTo(Side.LOCAL);
            assertThat(closed.codeName()).isEqualTo(code.name());
            assertThat(closed).hasMessageContaining(field);
        });
        assertThat(end.closed().code()).isEqualTo(code.code());
        assertNothingLeft();
    }

    /** Checks that our session goes on. */
    void expectOpen() {
        assertThat(ours.closed).isEmpty();
    }

    /** Checks that an ended session holds nothing. */
    void assertNothingLeft() {
        assertThat(time.scheduledTasks()).as("timers left").isZero();
        assertThat(transports.leakedBytes()).as("bytes left").isZero();
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        RawStream raw = new RawStream(received);
        streams.add(raw);
        stream.start(raw);
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        useControl(stream);
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        assertThat(datagrams).as("datagrams are expected").isNotNull();
        datagrams.received.add(ByteBufUtil.hexDump(datagram));
    }

    @Override
    public void onClosed(TransportClosed closed) {
        // asked for at the transport
    }

    /** What our session sends in datagrams. */
    static final class DatagramSink {

        private final List<String> received = new ArrayList<>();

        /** Returns each in hex. */
        List<String> hex() {
            return received;
        }
    }

    /** Expects datagrams from now on. */
    DatagramSink takeDatagrams() {
        datagrams = new DatagramSink();
        return datagrams;
    }

    /** What our session sends on a stream. */
    static final class RawStream implements ReceiveStreamHandler {

        private final List<ControlMessage> messages;
        private final StringBuilder hex = new StringBuilder();
        private String ended = "";
        private int messagesBeforeItsEnd;

        private RawStream(List<ControlMessage> messages) {
            this.messages = messages;
        }

        @Override
        public void onData(ByteBuf data) {
            hex.append(ByteBufUtil.hexDump(data));
        }

        @Override
        public void onFin() {
            ended = "fin";
            messagesBeforeItsEnd = messages.size();
        }

        @Override
        public void onReset(long code) {
            ended = "reset " + code;
            messagesBeforeItsEnd = messages.size();
        }

        String hex() {
            return hex.toString();
        }

        String ended() {
            return ended;
        }

        int messagesBeforeItsEnd() {
            return messagesBeforeItsEnd;
        }
    }

    /** A server of ours before its control stream. */
    private final class OurServer implements TransportHandler {

        @Override
        public void onUniStream(ReceiveStream stream) {
            throw new AssertionError("a stream before the control stream");
        }

        @Override
        public void onBidiStream(BidiStream stream) {
            session = Draft14Session.startServer(transports.server(), stream, Unpooled.EMPTY_BUFFER, options, ours);
        }

        @Override
        public void onDatagram(ByteBuf datagram) {
            throw new AssertionError("a datagram before the control stream");
        }

        @Override
        public void onClosed(TransportClosed closed) {
            // the session was never made
        }
    }
}
