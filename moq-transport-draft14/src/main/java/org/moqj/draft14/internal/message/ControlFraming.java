package org.moqj.draft14.internal.message;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/** Type and length around control messages (draft-14, section 9): {@code Type (i), Length (16), Payload}. */
public final class ControlFraming {

    private static final int MAX_PAYLOAD = 65535;

    private ControlFraming() {}

    /**
     * Reads one message, if all of it is there. A type or length that is wrong is told as soon as it is readable.
     *
     * @param in its reader index moves past the message, or stays where it is if the message is not complete
     * @param maxPayload the longest payload that is accepted
     * @return the message, or null where bytes are missing
     */
    public static @Nullable ControlMessage read(ByteBuf in, int maxPayload) throws ProtocolViolation {
        int start = in.readerIndex();
        if (!Varint.isReadable(in)) {
            return null;
        }
        ControlMessageType type = ControlMessageType.of(Varint.read(in));
        ByteBuf payload = readPayload(in, maxPayload);
        if (payload == null) {
            in.readerIndex(start);
            return null;
        }
        return type.read(new WireFieldReader(new WireReader(payload)));
    }

    private static @Nullable ByteBuf readPayload(ByteBuf in, int maxPayload) throws ProtocolViolation {
        if (in.readableBytes() < 2) {
            return null;
        }
        int length = in.readUnsignedShort();
        if (length > maxPayload) {
            throw ProtocolViolation.invalid("Length", "at most " + maxPayload + " here, is " + length);
        }
        return in.readableBytes() < length ? null : in.readSlice(length);
    }

    /**
     * Appends type, length and payload of {@code message}.
     *
     * @throws IllegalArgumentException where the payload is longer than 65535 bytes; {@code out} is as it was
     */
    public static void write(ControlMessage message, ByteBuf out) {
        int start = out.writerIndex();
        Varint.write(out, message.type().id());
        int lengthAt = out.writerIndex();
        out.writeShort(0);
        message.write(new WireFieldWriter(new WireWriter(out)));
        int length = out.writerIndex() - lengthAt - 2;
        if (length > MAX_PAYLOAD) {
            out.writerIndex(start);
            throw new IllegalArgumentException(message.type() + " would have " + length + " bytes");
        }
        out.setShort(lengthAt, length);
    }
}
