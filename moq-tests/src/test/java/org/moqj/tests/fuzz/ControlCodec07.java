package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft07.internal.Draft07;
import org.moqj.draft07.internal.message.ControlFraming;
import org.moqj.draft07.internal.message.ControlMessage;

/** The control messages of draft-07. */
final class ControlCodec07 implements ControlCodec {

    private static final int MAX_LENGTH = 64 << 10;
    private static final String VERSION = "c0000000ff000007";
    private static final String PUBSUB = "000103";
    private static final String MAX_SUBSCRIBE_ID = "02024064";

    @Override
    public Decoded decode(byte[] stream, int piece) {
        ControlFraming framing = new ControlFraming(UnpooledByteBufAllocator.DEFAULT, MAX_LENGTH);
        List<Object> messages = new ArrayList<>();
        try {
            for (int from = 0; from < stream.length; from += piece) {
                ByteBuf in = Unpooled.wrappedBuffer(stream, from, Math.min(piece, stream.length - from));
                for (ControlMessage message = framing.next(in); message != null; message = framing.next(in)) {
                    messages.add(message);
                }
            }
            return new Decoded(messages, null);
        } catch (ProtocolViolation e) {
            return new Decoded(messages, Decoded.describe(e));
        } finally {
            framing.release();
        }
    }

    @Override
    public void encode(Object message, ByteBuf out) {
        ControlFraming.write((ControlMessage) message, out);
    }

    @Override
    public void frame(int type, byte[] payload, ByteBuf out) {
        Varint.write(out, type);
        Varint.write(out, payload.length);
        out.writeBytes(payload);
    }

    @Override
    public byte[] setup(boolean client, boolean moqRs) {
        String parameters = moqRs ? "01" + PUBSUB : "02" + PUBSUB + MAX_SUBSCRIBE_ID;
        String payload = (client ? "01" : "") + VERSION + parameters;
        return HexFormat.of()
                .parseHex((client ? "4040" : "4041")
                        + HexFormat.of().toHexDigits((byte) (payload.length() / 2))
                        + payload);
    }

    @Override
    public WireInspector inspector() {
        return new Draft07().inspector();
    }
}
