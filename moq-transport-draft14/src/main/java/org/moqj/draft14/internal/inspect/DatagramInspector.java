package org.moqj.draft14.internal.inspect;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.data.ObjectDatagram;

/** Datagrams as named values (draft-14, section 10.3). */
final class DatagramInspector {

    static final String TYPE = "OBJECT_DATAGRAM";

    private static final String TYPE_ID = "Stream Type ID";

    private DatagramInspector() {}

    static WireInspector.Decoded decode(ByteBuf bytes) throws ProtocolViolation {
        int start = bytes.readerIndex();
        ObjectDatagram datagram = ObjectDatagram.read(bytes);
        MoqObject object = datagram.object();
        boolean isStatus = datagram.isStatus();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stream_type", streamType(datagram));
        fields.put("stream_type_id", datagram.type());
        fields.put("track_alias", datagram.trackAlias());
        fields.put("group_id", object.groupId());
        fields.put("object_id", object.objectId());
        fields.put("publisher_priority", (long) object.publisherPriority());
        ObjectMaps.putExtensions(fields, object, !object.extensionHeaders().isEmpty());
        if (isStatus) {
            ObjectMaps.putStatus(fields, object);
        } else {
            fields.put("payload_length", (long) object.payloadSize());
            ObjectMaps.putPayload(fields, object);
        }
        return new WireInspector.Decoded(TYPE, datagram.type(), bytes.readerIndex() - start, fields);
    }

    private static String streamType(ObjectDatagram datagram) {
        return datagram.isStatus() ? "object_datagram_status" : "object_datagram";
    }

    static void encode(Map<String, Object> map, ByteBuf out) throws ProtocolViolation {
        FieldMap fields = new FieldMap(map);
        Object streamType = fields.takeOptional("Stream Type");
        Object type = fields.takeOptional(TYPE_ID);
        long trackAlias = fields.number("Track Alias");
        long groupId = fields.number("Group ID");
        long objectId = fields.has("Object ID") ? fields.number("Object ID") : 0;
        int priority = fields.u8("Publisher Priority");
        MoqObject object =
                ObjectMaps.takeObject(fields, groupId, objectId, objectId, priority, ForwardingPreference.DATAGRAM);
        fields.expectEnd(TYPE);
        ObjectDatagram datagram = datagram(type, trackAlias, object);
        if (streamType != null && !streamType.equals(streamType(datagram))) {
            throw ProtocolViolation.invalid("Stream Type", "must be " + streamType(datagram) + " here, or left out");
        }
        datagram.write(out);
    }

    private static ObjectDatagram datagram(@Nullable Object type, long trackAlias, MoqObject object)
            throws ProtocolViolation {
        if (type == null) {
            return ObjectDatagram.of(trackAlias, object, false);
        }
        try {
            return new ObjectDatagram(Values.toNumber(TYPE_ID, type, Varint.MAX), trackAlias, object);
        } catch (IllegalArgumentException e) {
            throw ProtocolViolation.invalid(TYPE_ID, String.valueOf(e.getMessage()));
        }
    }
}
