package org.moqj.draft07.internal.inspect;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.Draft07Layout;
import org.moqj.draft07.internal.data.ObjectStatusCodes;
import org.moqj.draft07.internal.data.ObjectWriter;
import org.moqj.draft07.internal.data.StreamType;

/** Writes data streams and datagrams of named fields: the opposite of {@link StreamFields}. */
final class StreamBuilder {

    private final FieldMap fields;

    StreamBuilder(Map<String, Object> fields) {
        this.fields = new FieldMap(fields);
    }

    void writeSubgroup(ByteBuf out) throws ProtocolViolation {
        expectType(StreamFields.SUBGROUP, StreamType.STREAM_HEADER_SUBGROUP.code());
        SubgroupHeader header = new SubgroupHeader(
                fields.integer("group_id"),
                fields.integer("subgroup_id"),
                fields.u8("publisher_priority"),
                false,
                false);
        Draft07Layout.INSTANCE.writeSubgroupHeader(out, -1, fields.integer("track_alias"), header);
        for (Object shown : fields.listOrNone("objects")) {
            FieldMap object = new FieldMap(FieldMap.asMap("objects", shown));
            long id = object.integer("object_id");
            MoqObject built = object(
                    object,
                    header.groupId(),
                    header.subgroupId(),
                    id,
                    header.publisherPriority(),
                    ForwardingPreference.SUBGROUP);
            ObjectWriter.writeSubgroupFields(out, built);
            ObjectWriter.writePayload(out, built, 0, built.payloadSize());
        }
        fields.expectAllUsed();
    }

    void writeFetch(ByteBuf out) throws ProtocolViolation {
        expectType(StreamFields.FETCH, StreamType.FETCH_HEADER.code());
        ObjectWriter.writeFetchHeader(out, fields.integer("subscribe_id"));
        for (Object shown : fields.listOrNone("objects")) {
            FieldMap object = new FieldMap(FieldMap.asMap("objects", shown));
            MoqObject built = object(
                    object,
                    object.integer("group_id"),
                    object.integer("subgroup_id"),
                    object.integer("object_id"),
                    object.u8("publisher_priority"),
                    ForwardingPreference.SUBGROUP);
            ObjectWriter.writeFetchFields(out, built);
            ObjectWriter.writePayload(out, built, 0, built.payloadSize());
        }
        fields.expectAllUsed();
    }

    void writeDatagram(ByteBuf out) throws ProtocolViolation {
        expectType("object_datagram", Draft07Layout.OBJECT_DATAGRAM);
        long trackAlias = fields.integer("track_alias");
        long objectId = fields.integer("object_id");
        MoqObject built = object(
                fields,
                fields.integer("group_id"),
                objectId,
                objectId,
                fields.u8("publisher_priority"),
                ForwardingPreference.DATAGRAM);
        Draft07Layout.INSTANCE.writeDatagram(out, -1, trackAlias, built);
    }

    private void expectType(String name, long code) throws ProtocolViolation {
        fields.expect("stream_type", name);
        fields.expect("stream_type_id", code);
    }

    /** Makes one object and checks that nothing else was said about it. */
    private static MoqObject object(
            FieldMap object,
            long groupId,
            long subgroupId,
            long objectId,
            int priority,
            ForwardingPreference preference)
            throws ProtocolViolation {
        byte[] payload = object.hexOrNone("payload_hex");
        object.expect("payload_length", payload.length);
        ObjectStatus status = ObjectStatusCodes.read(object.integer("object_status", 0));
        object.expectAllUsed();
        if (payload.length > 0 && status != ObjectStatus.NORMAL) {
            throw ProtocolViolation.invalid("object_status", "must be 0 with a payload");
        }
        return status == ObjectStatus.NORMAL
                ? MoqObject.of(
                        groupId, subgroupId, objectId, priority, preference, List.of(), payload, 0, payload.length)
                : MoqObject.ofStatus(groupId, subgroupId, objectId, priority, preference, List.of(), status);
    }
}
