package org.moqj.draft07.internal.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.draft07.internal.data.DataStreamParser;
import org.moqj.draft07.internal.data.Draft07Layout;
import org.moqj.draft07.internal.data.StreamType;
import org.moqj.draft07.internal.message.ControlFraming;
import org.moqj.draft07.internal.message.ControlMessage;
import org.moqj.draft07.internal.message.ControlMessageType;

/** Draft-07's bytes as named fields, and back. Stateless and thread-safe. */
public final class Inspector implements WireInspector {

    private static final String OBJECT_DATAGRAM = "OBJECT_DATAGRAM";

    /** Nothing larger than what is given can be read. */
    private static final int NO_LIMIT = Integer.MAX_VALUE - 64;

    /** For {@link org.moqj.draft07.internal.Draft07}. */
    public Inspector() {}

    @Override
    public Decoded decode(Kind kind, ByteBuf bytes) throws ProtocolViolation {
        ByteBuf view = bytes.slice();
        return switch (kind) {
            case CONTROL -> decodeControl(view);
            case STREAM -> decodeStream(view);
            case DATAGRAM -> decodeDatagram(view);
        };
    }

    @Override
    public void encode(Kind kind, String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        switch (kind) {
            case CONTROL -> ControlFraming.write(new MessageBuilder(fields).build(controlType(type)), out);
            case STREAM -> encodeStream(type, fields, out);
            case DATAGRAM -> {
                if (!type.toUpperCase(Locale.ROOT).equals(OBJECT_DATAGRAM)) {
                    throw unknown(type);
                }
                new StreamBuilder(fields).writeDatagram(out);
            }
        }
    }

    private static Decoded decodeControl(ByteBuf view) throws ProtocolViolation {
        ControlFraming framing = new ControlFraming(UnpooledByteBufAllocator.DEFAULT, NO_LIMIT);
        try {
            int size = view.readableBytes();
            ControlMessage message = framing.next(view);
            if (message == null) {
                throw cutOff(view.readerIndex(0));
            }
            if (view.isReadable()) {
                throw ProtocolViolation.invalid(
                        "Message Length", view.readableBytes() + " bytes follow the end of the message");
            }
            MessageFields fields = new MessageFields();
            message.accept(fields);
            return new Decoded(message.type().name(), message.type().code(), size, fields.fields());
        } finally {
            framing.release();
        }
    }

    private static Decoded decodeStream(ByteBuf view) throws ProtocolViolation {
        int size = view.readableBytes();
        StreamFields fields = new StreamFields();
        DataStreamParser parser = new DataStreamParser(
                Draft07Layout.INSTANCE,
                NO_LIMIT,
                ByteBudget.of(Limits.defaults().withMaxObjectSize(NO_LIMIT)),
                fields);
        parser.read(view);
        if (view.isReadable()) {
            throw ProtocolViolation.invalid("Object Payload Length", "at most " + NO_LIMIT);
        }
        parser.expectEnd();
        return new Decoded(fields.type().name(), fields.type().code(), size, fields.fields());
    }

    private static Decoded decodeDatagram(ByteBuf view) throws ProtocolViolation {
        int size = view.readableBytes();
        Map<String, Object> fields = new LinkedHashMap<>();
        Draft07Layout.INSTANCE.readDatagram(view, NO_LIMIT, (subscribeId, trackAlias, object) -> {
            fields.put("stream_type", "object_datagram");
            fields.put("stream_type_id", Draft07Layout.OBJECT_DATAGRAM);
            fields.put("track_alias", trackAlias);
            fields.put("group_id", object.groupId());
            fields.put("object_id", object.objectId());
            fields.put("publisher_priority", (long) object.publisherPriority());
            StreamFields.putPayload(fields, object);
        });
        return new Decoded(OBJECT_DATAGRAM, Draft07Layout.OBJECT_DATAGRAM, size, fields);
    }

    private static void encodeStream(String type, Map<String, Object> fields, ByteBuf out) throws ProtocolViolation {
        String name = type.toLowerCase(Locale.ROOT);
        StreamBuilder builder = new StreamBuilder(fields);
        if (name.equals(StreamFields.SUBGROUP)
                || name.equals(StreamType.STREAM_HEADER_SUBGROUP.name().toLowerCase(Locale.ROOT))) {
            builder.writeSubgroup(out);
        } else if (name.equals(StreamFields.FETCH)) {
            builder.writeFetch(out);
        } else {
            throw unknown(type);
        }
    }

    private static ControlMessageType controlType(String type) throws ProtocolViolation {
        for (ControlMessageType known : ControlMessageType.values()) {
            if (known.name().equalsIgnoreCase(type)) {
                return known;
            }
        }
        throw unknown(type);
    }

    private static ProtocolViolation unknown(String type) {
        return new ProtocolViolation(
                ProtocolViolation.Kind.UNKNOWN_TYPE,
                ProtocolViolation.PROTOCOL_VIOLATION,
                "type",
                "draft-07 has no " + type);
    }

    /** Finds the field in which an incomplete message breaks off. */
    private static ProtocolViolation cutOff(ByteBuf view) throws ProtocolViolation {
        WireReader in = new WireReader(view);
        ControlMessageType type = ControlMessageType.of(in.varint("Message Type"));
        long length = in.varint("Message Length");
        type.read(in); // throws where a field is cut off
        return ProtocolViolation.incomplete("Message Length", "is " + length + ", less follows");
    }
}
