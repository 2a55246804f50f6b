package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.Draft14;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;

/** The control messages of draft-14. */
final class ControlCodec14 implements ControlCodec {

    private static final int MAX_LENGTH = 65535;
    private static final String VERSION = "c0000000ff00000e";
    private static final String MAX_REQUEST_ID = "024064";
    private static final String IMPLEMENTATION = "070178";

    @Override
    public Decoded decode(byte[] stream, int piece) {
        ByteBuf collected = Unpooled.buffer(Math.max(1, stream.length));
        List<Object> messages = new ArrayList<>();
        try {
            for (int from = 0; from < stream.length; from += piece) {
                collected.writeBytes(stream, from, Math.min(piece, stream.length - from));
                for (ControlMessage message = next(collected); message != null; message = next(collected)) {
                    messages.add(message);
                }
            }
            return new Decoded(messages, null);
        } catch (ProtocolViolation e) {
            return new Decoded(messages, Decoded.describe(e));
        } finally {
            collected.release();
        }
    }

    private static ControlMessage next(ByteBuf in) throws ProtocolViolation {
        return ControlFraming.read(in, MAX_LENGTH);
    }

    @Override
    public void encode(Object message, ByteBuf out) {
        ControlFraming.write((ControlMessage) message, out);
    }

    @Override
    public void frame(int type, byte[] payload, ByteBuf out) {
        Varint.write(out, type);
        out.writeShort(payload.length);
        out.writeBytes(payload);
    }

    @Override
    public byte[] setup(boolean client, boolean moqRs) {
        String parameters = moqRs ? "01" + MAX_REQUEST_ID : "02" + MAX_REQUEST_ID + IMPLEMENTATION;
        String payload = (client ? "01" : "") + VERSION + parameters;
        return HexFormat.of()
                .parseHex(
                        (client ? "20" : "21") + HexFormat.of().toHexDigits((short) (payload.length() / 2)) + payload);
    }

    @Override
    public WireInspector inspector() {
        return new Draft14().inspector();
    }
}
