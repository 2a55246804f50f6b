package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.memory.InMemoryTransport;
import org.moqj.core.spi.transport.BidiStream;
import org.moqj.core.spi.transport.ReceiveStream;
import org.moqj.core.spi.transport.ReceiveStreamHandler;
import org.moqj.core.spi.transport.SendStream;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportClosed;
import org.moqj.core.spi.transport.TransportHandler;

/**
 * A peer without manners: it does on its end of the transport what a script says, and reads what it gets. What it does
 * returns the bytes that it sent.
 */
final class HostilePeer implements TransportHandler {

    private static final SendStreamHandler DEAF = new SendStreamHandler() {};
    private static final int MAX_STREAMS = 64;

    private final InMemoryTransport end;
    private final ControlCodec codec;
    private final List<SendStream> opened = new ArrayList<>();
    private final List<ReceiveStream> incoming = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private @Nullable SendStream control;
    private @Nullable ReceiveStream controlIn;

    /** Takes the end that is not under test. */
    HostilePeer(InMemoryTransport end, ControlCodec codec) {
        this.end = end;
        this.codec = codec;
        end.setHandler(this);
    }

    /** Opens a bidirectional stream: the control stream, if there is none. */
    int openBidi(byte[] bytes) {
        BidiStream stream = end.openBidi(DEAF);
        if (control == null) {
            useControl(stream);
        } else {
            stream.receive().start(new Sink());
        }
        stream.send().write(buffer(bytes), false);
        return bytes.length;
    }

    private void useControl(BidiStream stream) {
        control = stream.send();
        controlIn = stream.receive();
        stream.receive().start(new ReceiveStreamHandler() {
            @Override
            public void onData(ByteBuf data) {
                while (data.isReadable()) {
                    received.write(data.readByte());
                }
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

    /** Throws where the session sent a message that its draft does not allow. */
    void checkReceived() {
        byte[] bytes = received.toByteArray();
        if (bytes.length > 0) {
            String violation = codec.decode(bytes, bytes.length).violation();
            Promise.that(violation == null, "the session's messages are right: " + violation);
        }
    }

    /** Sends bytes on the control stream. */
    int control(byte[] bytes) {
        if (control != null) {
            control.write(buffer(bytes), false);
        }
        return bytes.length;
    }

    /** Sends a message on the control stream: the type and length are right, the payload need not be. */
    int message(int type, byte[] payload) {
        ByteBuf out = Unpooled.buffer(payload.length + 16);
        codec.frame(type, payload, out);
        if (control != null) {
            control.write(out, false);
        } else {
            out.release();
        }
        return payload.length;
    }

    /** Ends the control stream in one of three ways. */
    int endControl(int how) {
        if (control == null || controlIn == null) {
            return 0;
        }
        switch (how % 3) {
            case 0 -> control.finish();
            case 1 -> control.reset(how);
            default -> controlIn.stop(how);
        }
        return 0;
    }

    int openUni(byte[] bytes) {
        if (opened.size() < MAX_STREAMS) {
            SendStream stream = end.openUni(DEAF);
            opened.add(stream);
            stream.write(buffer(bytes), false);
        }
        return bytes.length;
    }

    /** Writes to the stream that was opened {@code index} before the last. */
    int write(int index, byte[] bytes) {
        if (!opened.isEmpty()) {
            pick(opened, index).write(buffer(bytes), false);
        }
        return bytes.length;
    }

    int finish(int index) {
        if (!opened.isEmpty()) {
            pick(opened, index).finish();
        }
        return 0;
    }

    int reset(int index, int code) {
        if (!opened.isEmpty()) {
            pick(opened, index).reset(code);
        }
        return 0;
    }

    /** Stops a stream of the session's. */
    int stop(int index, int code) {
        if (!incoming.isEmpty()) {
            pick(incoming, index).stop(code);
        }
        return 0;
    }

    private static <T> T pick(List<T> all, int index) {
        return all.get(all.size() - 1 - index % all.size());
    }

    int datagram(byte[] bytes) {
        end.sendDatagram(buffer(bytes));
        return bytes.length;
    }

    int close(int code) {
        if (code == 0xff) {
            end.lose();
        } else {
            end.close(code, "\u0007enough\u2028");
        }
        return 0;
    }

    private static ByteBuf buffer(byte[] bytes) {
        return Unpooled.wrappedBuffer(bytes);
    }

    @Override
    public void onUniStream(ReceiveStream stream) {
        incoming.add(stream);
        stream.start(new Sink());
    }

    @Override
    public void onBidiStream(BidiStream stream) {
        useControl(stream);
    }

    @Override
    public void onDatagram(ByteBuf datagram) {
        Promise.that(datagram.isReadable(), "datagrams are not empty");
    }

    @Override
    public void onClosed(TransportClosed closed) {
        // The script goes on; what it does from now on has no effect.
    }

    /** Reads and forgets. */
    private static final class Sink implements ReceiveStreamHandler {

        @Override
        public void onData(ByteBuf data) {
            data.skipBytes(data.readableBytes());
        }

        @Override
        public void onFin() {
            // nothing more to read
        }

        @Override
        public void onReset(long code) {
            // nothing more to read
        }
    }
}
