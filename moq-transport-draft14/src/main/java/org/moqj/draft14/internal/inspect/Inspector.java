package org.moqj.draft14.internal.inspect;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Map;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.draft14.internal.message.ControlFraming;
import org.moqj.draft14.internal.message.ControlMessage;
import org.moqj.draft14.internal.message.ControlMessageType;
import org.moqj.draft14.internal.message.WireFieldReader;

/** Translates between draft-14's bytes and named fields. Stateless and thread-safe. */
public final class Inspector implements WireInspector {

    private static final int MAX_PAYLOAD = 65535;

    @Override
    public Decoded decode(Kind kind, ByteBuf bytes) throws ProtocolViolation {
        return switch (kind) {
            case CONTROL -> decodeControl(bytes);
            case STREAM -> StreamInspector.decode(bytes);
            case DATAGRAM -> DatagramInspector.decode(bytes);
        };
    }

    private static Decoded decodeControl(ByteBuf bytes) throws ProtocolViolation {
        int start = bytes.readerIndex();
        ControlMessage message = ControlFraming.read(bytes, MAX_PAYLOAD);
        if (message == null) {
            throw whatIsMissing(bytes);
        }
        int length = bytes.readerIndex() - start;
        if (bytes.isReadable()) {
            throw ProtocolViolation.invalid("Message Length", bytes.readableBytes() + " bytes follow the message");
        }
        FieldMapWriter fields = new FieldMapWriter();
        message.write(fields);
        return new Decoded(message.type().name(), message.type().id(), length, fields.fields());
    }

    /** Finds the field in which an incomplete message breaks off. */
    private static ProtocolViolation whatIsMissing(ByteBuf bytes) throws ProtocolViolation {
        WireReader in = new WireReader(bytes);
        ControlMessageType type = ControlMessageType.of(in.varint("Message Type"));
        int length = in.u16("Message Length");
        type.read(new WireFieldReader(in)); // throws where a field is cut off
        return ProtocolViolation.incomplete("Message Length", "is " + length + ", less follows");
    }

    /** A violation names the key of the field at fault, which is what the caller wrote. */
    @Override
    public void encode(Kind kind, String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        try {
            switch (kind) {
                case CONTROL -> encodeControl(type, fields, out);
                case STREAM -> encodeStream(type.toUpperCase(Locale.ROOT), fields, out);
                case DATAGRAM -> encodeDatagram(type.toUpperCase(Locale.ROOT), fields, out);
            }
        } catch (ProtocolViolation e) {
            throw new ProtocolViolation(e.kind(), e.code(), Labels.key(e.field()), e.detail());
        }
    }

    private static void encodeControl(String name, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        for (ControlMessageType type : ControlMessageType.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                write(type.read(new FieldMapReader(fields)), out);
                return;
            }
        }
        throw unknown(name);
    }

    private static void write(ControlMessage message, ByteBuf out) throws ProtocolViolation {
        try {
            ControlFraming.write(message, out);
        } catch (IllegalArgumentException e) { // too long for its length field
            throw ProtocolViolation.invalid("Message Length", String.valueOf(e.getMessage()));
        }
    }

    private static void encodeStream(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        if (!type.equals(StreamInspector.SUBGROUP) && !type.equals(StreamInspector.FETCH)) {
            throw unknown(type);
        }
        StreamInspector.encode(type, fields, out);
    }

    private static void encodeDatagram(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        if (!type.equals(DatagramInspector.TYPE)) {
            throw unknown(type);
        }
        DatagramInspector.encode(fields, out);
    }

    private static ProtocolViolation unknown(String type) {
        return new ProtocolViolation(
                ProtocolViolation.Kind.UNKNOWN_TYPE,
                ProtocolViolation.PROTOCOL_VIOLATION,
                "type",
                "draft-14 has no " + type);
    }
}
