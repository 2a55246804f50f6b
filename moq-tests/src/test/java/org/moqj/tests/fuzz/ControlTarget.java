package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import org.moqj.core.spi.draft.WireInspector;

/**
 * A control stream of any bytes; the first byte of the input says in pieces of which size it comes. It reads the same
 * however it is cut, and every message that is accepted survives being written and read again, also as the named fields
 * that people see.
 */
final class ControlTarget implements FuzzTarget.Experiment {

    private final ControlCodec codec;

    ControlTarget(ControlCodec codec) {
        this.codec = codec;
    }

    @Override
    public int run(byte[] input) {
        byte[] stream = stream(input);
        codec.decode(stream, 1 + stream.length);
        return stream.length;
    }

    @Override
    public void check(byte[] input) {
        byte[] stream = stream(input);
        ControlCodec.Decoded whole = codec.decode(stream, 1 + stream.length);
        Promise.same("whole and in pieces", whole, codec.decode(stream, piece(input)));
        for (Object message : whole.messages()) {
            checkMessage(message);
        }
    }

    private static byte[] stream(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }

    private static int piece(byte[] input) {
        return input.length == 0 ? 1 : 1 + (input[0] & 0xff);
    }

    private void checkMessage(Object message) {
        byte[] written = write(message);
        Promise.same(
                "read again", new ControlCodec.Decoded(List.of(message), null), codec.decode(written, written.length));
        Promise.that(!message.toString().isEmpty(), "a message can be logged");
        Fields.check(codec.inspector(), WireInspector.Kind.CONTROL, written);
    }

    private byte[] write(Object message) {
        ByteBuf out = Unpooled.buffer();
        try {
            codec.encode(message, out);
            return bytes(out);
        } finally {
            out.release();
        }
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
