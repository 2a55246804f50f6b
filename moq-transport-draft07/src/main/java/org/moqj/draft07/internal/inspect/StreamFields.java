package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.moqj.core.model.MoqObject;
import org.moqj.draft07.internal.data.DataStreamListener;
import org.moqj.draft07.internal.data.ObjectStatusCodes;
import org.moqj.draft07.internal.data.StreamType;
import org.moqj.draft07.internal.data.SubgroupStreamHeader;

/** Collects the fields of one data stream. */
final class StreamFields implements DataStreamListener {

    /** The names of the stream types among the fields; they are the same in every draft. */
    static final String SUBGROUP = "subgroup_header";

    static final String FETCH = "fetch_header";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Object> objects = new ArrayList<>();
    private StreamType type = StreamType.STREAM_HEADER_SUBGROUP;

    StreamType type() {
        return type;
    }

    Map<String, Object> fields() {
        fields.put("objects", objects);
        return fields;
    }

    @Override
    public void onSubgroupHeader(SubgroupStreamHeader header) {
        fields.put("stream_type", SUBGROUP);
        fields.put("stream_type_id", type.code());
        fields.put("track_alias", header.trackAlias());
        fields.put("group_id", header.groupId());
        fields.put("subgroup_id", header.subgroupId());
        fields.put("publisher_priority", (long) header.publisherPriority());
    }

    @Override
    public void onFetchHeader(long subscribeId) {
        type = StreamType.FETCH_HEADER;
        fields.put("stream_type", FETCH);
        fields.put("stream_type_id", type.code());
        fields.put("subscribe_id", subscribeId);
    }

    @Override
    public void onObject(MoqObject object) {
        Map<String, Object> shown = new LinkedHashMap<>();
        if (type == StreamType.FETCH_HEADER) {
            shown.put("group_id", object.groupId());
            shown.put("subgroup_id", object.subgroupId());
        }
        shown.put("object_id", object.objectId());
        if (type == StreamType.FETCH_HEADER) {
            shown.put("publisher_priority", (long) object.publisherPriority());
        }
        putPayload(shown, object);
        objects.add(shown);
    }

    @Override
    public void onDisorder(long groupId, long objectId) {
        throw new IllegalStateException("The draft's own layout insists on order");
    }

    @Override
    public void onOverLimit(long payloadLength) {
        // The caller sees that the stream was not read to its end.
    }

    /** Puts what is on the wire of a payload: the status only beside a length of 0. */
    static void putPayload(Map<String, Object> shown, MoqObject object) {
        shown.put("payload_length", (long) object.payloadSize());
        if (object.payloadSize() == 0) {
            shown.put("object_status", ObjectStatusCodes.of(object.status()));
        } else {
            shown.put("payload_hex", object.payloadBytes());
        }
    }
}
