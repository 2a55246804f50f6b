package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Turns bytes into the named fields that people see, and back. */
final class Fields {

    private Fields() {}

    /**
     * Checks that bytes in their shortest form survive. Fields show what is repeated side by side: the bytes may come in
     * another order, but not others, and the second time not even that.
     */
    static void check(WireInspector inspector, WireInspector.Kind kind, byte[] written) {
        byte[] once = through(inspector, kind, written);
        Promise.that(once.length <= written.length, "fields are written in their shortest form");
        Promise.same(
                "written from its fields twice",
                HexFormat.of().formatHex(once),
                HexFormat.of().formatHex(through(inspector, kind, once)));
    }

    private static byte[] through(WireInspector inspector, WireInspector.Kind kind, byte[] written) {
        ByteBuf out = Unpooled.buffer();
        try {
            WireInspector.Decoded decoded = inspector.decode(kind, Unpooled.wrappedBuffer(written));
            inspector.encode(kind, decoded.type(), decoded.fields(), out);
            byte[] bytes = new byte[out.readableBytes()];
            out.readBytes(bytes);
            return bytes;
        } catch (ProtocolViolation e) {
            throw new AssertionError("fields of " + HexFormat.of().formatHex(written), e);
        } finally {
            out.release();
        }
    }
}
