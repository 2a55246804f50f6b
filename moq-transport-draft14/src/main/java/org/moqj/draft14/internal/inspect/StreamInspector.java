package org.moqj.draft14.internal.inspect;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.data.ByteBudget;
import org.moqj.draft14.internal.data.FetchObjectWriter;
import org.moqj.draft14.internal.data.FetchParser;
import org.moqj.draft14.internal.data.FetchStreamHeader;
import org.moqj.draft14.internal.data.ObjectParser;
import org.moqj.draft14.internal.data.ObjectWriter;
import org.moqj.draft14.internal.data.StreamFault;
import org.moqj.draft14.internal.data.StreamHeader;
import org.moqj.draft14.internal.data.StreamHeaderReader;
import org.moqj.draft14.internal.data.SubgroupObjectWriter;
import org.moqj.draft14.internal.data.SubgroupParser;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;

/** Unidirectional streams as named values (draft-14, section 10.4). */
final class StreamInspector {

    static final String SUBGROUP = "SUBGROUP_HEADER";
    static final String FETCH = "FETCH_HEADER";

    private static final String OBJECTS = "Objects";
    private static final String TYPE_ID = "Stream Type ID";
    private static final int MAX = 1 << 30;
    private static final Limits ANY = new Limits(MAX, MAX, 1 << 16, 1, 1, 1, 1, 1, 1);

    private StreamInspector() {}

    static WireInspector.Decoded decode(ByteBuf bytes) throws ProtocolViolation {
        int start = bytes.readerIndex();
        StreamHeaderReader headerReader = new StreamHeaderReader();
        StreamHeader header = headerReader.read(bytes);
        if (header == null) {
            throw cutOff(headerReader.nextField());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        boolean isFetch = header instanceof FetchStreamHeader;
        fields.put("stream_type", isFetch ? "fetch_header" : "subgroup_header");
        fields.put("stream_type_id", header.type());
        if (header instanceof SubgroupStreamHeader subgroup) {
            putHeader(fields, subgroup);
            fields.put("objects", subgroupObjects(bytes, subgroup));
        } else if (header instanceof FetchStreamHeader fetch) {
            fields.put("request_id", fetch.requestId());
            fields.put("objects", fetchObjects(bytes));
        }
        return new WireInspector.Decoded(
                isFetch ? FETCH : SUBGROUP, header.type(), bytes.readerIndex() - start, fields);
    }

    private static ProtocolViolation cutOff(String field) {
        return ProtocolViolation.incomplete(field, "the stream ends inside it");
    }

    private static void putHeader(Map<String, Object> fields, SubgroupStreamHeader header) {
        fields.put("track_alias", header.trackAlias());
        fields.put("group_id", header.groupId());
        if (header.subgroupIdMode() == SubgroupStreamHeader.SubgroupIdMode.EXPLICIT) {
            fields.put("subgroup_id", header.subgroupId());
        }
        fields.put("publisher_priority", (long) header.publisherPriority());
    }

    private static List<Map<String, Object>> subgroupObjects(ByteBuf bytes, SubgroupStreamHeader header)
            throws ProtocolViolation {
        SubgroupParser parser = new SubgroupParser(header, ANY, ByteBudget.ofTrack(ANY), true);
        List<Map<String, Object>> objects = new ArrayList<>();
        long previous = -1;
        for (MoqObject object = next(parser, bytes); object != null; object = next(parser, bytes)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("object_id_delta", object.objectId() - previous - 1);
            fields.put("object_id", object.objectId());
            putBody(fields, object, header.extensions());
            objects.add(fields);
            previous = object.objectId();
        }
        return objects;
    }

    private static List<Map<String, Object>> fetchObjects(ByteBuf bytes) throws ProtocolViolation {
        FetchParser parser = new FetchParser(ANY, ByteBudget.ofTrack(ANY), true);
        List<Map<String, Object>> objects = new ArrayList<>();
        for (MoqObject object = next(parser, bytes); object != null; object = next(parser, bytes)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("group_id", object.groupId());
            fields.put("subgroup_id", object.subgroupId());
            fields.put("object_id", object.objectId());
            fields.put("publisher_priority", (long) object.publisherPriority());
            putBody(fields, object, true);
            objects.add(fields);
        }
        return objects;
    }

    private static void putBody(Map<String, Object> fields, MoqObject object, boolean withExtensions) {
        ObjectMaps.putExtensions(fields, object, withExtensions);
        fields.put("payload_length", (long) object.payloadSize());
        if (object.payloadSize() == 0) {
            ObjectMaps.putStatus(fields, object);
        }
        ObjectMaps.putPayload(fields, object);
    }

    private static @Nullable MoqObject next(ObjectParser parser, ByteBuf bytes) throws ProtocolViolation {
        if (!bytes.isReadable()) {
            return null;
        }
        try {
            MoqObject object = parser.read(bytes);
            if (object == null) {
                throw cutOff(parser.nextField());
            }
            return object;
        } catch (StreamFault e) {
            throw e.kind() == StreamEnd.Kind.OVER_LIMIT
                    ? cutOff(parser.nextField())
                    : ProtocolViolation.invalid("Object", String.valueOf(e.getMessage()));
        }
    }

    static void encode(String type, Map<String, Object> map, ByteBuf out) throws ProtocolViolation {
        FieldMap fields = new FieldMap(map);
        fields.expect("Stream Type", Labels.key(type));
        List<?> objects = fields.has(OBJECTS) ? Values.toList(OBJECTS, fields.take(OBJECTS)) : List.of();
        if (type.equals(FETCH)) {
            fields.expect(TYPE_ID, FetchStreamHeader.TYPE);
            new FetchStreamHeader(fields.number("Request ID")).write(out);
            fields.expectEnd(type);
            encodeFetchObjects(objects, out);
        } else {
            SubgroupStreamHeader header = header(fields);
            fields.expectEnd(type);
            header.write(out);
            encodeSubgroupObjects(header, objects, out);
        }
    }

    private static SubgroupStreamHeader header(FieldMap fields) throws ProtocolViolation {
        long type = fields.number(TYPE_ID);
        long trackAlias = fields.number("Track Alias");
        long groupId = fields.number("Group ID");
        int priority = fields.u8("Publisher Priority");
        SubgroupStreamHeader header = SubgroupStreamHeader.ofType(type, trackAlias, groupId, 0, priority);
        return header.subgroupIdMode() == SubgroupStreamHeader.SubgroupIdMode.EXPLICIT
                ? SubgroupStreamHeader.ofType(type, trackAlias, groupId, fields.number("Subgroup ID"), priority)
                : header;
    }

    private static void encodeSubgroupObjects(SubgroupStreamHeader header, List<?> objects, ByteBuf out)
            throws ProtocolViolation {
        SubgroupObjectWriter writer = new SubgroupObjectWriter(header);
        long previous = -1;
        for (Object entry : objects) {
            FieldMap fields = Values.toMap(OBJECTS, entry);
            long objectId = objectId(fields, previous);
            MoqObject object = ObjectMaps.takeObject(
                    fields,
                    header.groupId(),
                    header.subgroupId(),
                    objectId,
                    header.publisherPriority(),
                    ForwardingPreference.SUBGROUP);
            fields.expectEnd("an object");
            write(writer, object, out);
            previous = objectId;
        }
    }

    /** Either of the two ways to say an object's id will do. */
    private static long objectId(FieldMap fields, long previous) throws ProtocolViolation {
        if (fields.has("Object ID")) {
            long objectId = fields.number("Object ID");
            fields.expect("Object ID Delta", objectId - previous - 1);
            return objectId;
        }
        long objectId = previous + 1 + fields.number("Object ID Delta");
        if (objectId > Varint.MAX) {
            throw ProtocolViolation.invalid("Object ID Delta", "leads beyond the largest id, " + Varint.MAX);
        }
        return objectId;
    }

    private static void encodeFetchObjects(List<?> objects, ByteBuf out) throws ProtocolViolation {
        FetchObjectWriter writer = new FetchObjectWriter();
        for (Object entry : objects) {
            FieldMap fields = Values.toMap(OBJECTS, entry);
            MoqObject object = ObjectMaps.takeObject(
                    fields,
                    fields.number("Group ID"),
                    fields.number("Subgroup ID"),
                    fields.number("Object ID"),
                    fields.u8("Publisher Priority"),
                    ForwardingPreference.SUBGROUP);
            fields.expectEnd("an object");
            write(writer, object, out);
        }
    }

    private static void write(ObjectWriter writer, MoqObject object, ByteBuf out) throws ProtocolViolation {
        try {
            out.ensureWritable(writer.headSize(object)); // also checks that the object fits the stream
        } catch (IllegalArgumentException e) {
            throw ProtocolViolation.invalid("Objects", String.valueOf(e.getMessage()));
        }
        writer.writeHead(object, out);
        out.writeBytes(object.payload());
    }
}
