package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.IncrementalVarint;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads the objects of a fetch's stream (draft-14, section 10.4.4). */
public final class FetchParser implements ObjectParser {

    private enum Field {
        GROUP_ID("Group ID"),
        SUBGROUP_ID("Subgroup ID"),
        OBJECT_ID("Object ID"),
        PUBLISHER_PRIORITY("Publisher Priority"),
        BODY("");

        private final String label;

        Field(String label) {
            this.label = label;
        }
    }

    private final boolean gapsFit;
    private final IncrementalVarint varint = new IncrementalVarint();
    private final ObjectBody body;
    private Field field = Field.GROUP_ID;
    private long groupId;
    private long subgroupId;
    private long objectId;
    private int publisherPriority;
    private final FetchOrder order = new FetchOrder();

    /**
     * Reads what follows a fetch's header.
     *
     * @param budget what objects that have not arrived whole may take, on all streams of the session
     * @param gapsFit whether gaps in extension headers have to fit the object's ids
     */
    public FetchParser(Limits limits, ByteBudget budget, boolean gapsFit) {
        this.gapsFit = gapsFit;
        this.body = new ObjectBody(true, limits, budget);
    }

    /** Names the order of groups, where it is decided. */
    public void expectOrder(GroupOrder groupOrder) {
        order.expect(groupOrder);
    }

    @Override
    public @Nullable MoqObject read(ByteBuf in) throws ProtocolViolation, StreamFault {
        while (field != Field.BODY) {
            if (!readField(in)) {
                return null;
            }
        }
        if (!body.read(in)) {
            return null;
        }
        field = Field.GROUP_ID;
        order.check(groupId, objectId);
        ExtensionHeaders.check(body.extensions(), groupId, objectId, gapsFit);
        return body.toObject(groupId, subgroupId, objectId, publisherPriority, ForwardingPreference.SUBGROUP);
    }

    private boolean readField(ByteBuf in) {
        if (field == Field.PUBLISHER_PRIORITY) {
            return readPriority(in);
        }
        if (!varint.read(in)) {
            return false;
        }
        switch (field) {
            case GROUP_ID -> {
                groupId = varint.value();
                field = Field.SUBGROUP_ID;
            }
            case SUBGROUP_ID -> {
                subgroupId = varint.value();
                field = Field.OBJECT_ID;
            }
            case OBJECT_ID -> {
                objectId = varint.value();
                field = Field.PUBLISHER_PRIORITY;
            }
            case PUBLISHER_PRIORITY, BODY -> throw new IllegalStateException("Read elsewhere: " + field);
        }
        return true;
    }

    private boolean readPriority(ByteBuf in) {
        if (!in.isReadable()) {
            return false;
        }
        publisherPriority = in.readUnsignedByte();
        field = Field.BODY;
        body.begin();
        return true;
    }

    @Override
    public boolean isIdentified() {
        return true;
    }

    @Override
    public void release() {
        body.release();
    }

    @Override
    public boolean isBetweenObjects() {
        return field == Field.GROUP_ID && !varint.isPartial();
    }

    @Override
    public String nextField() {
        return field == Field.BODY ? body.nextField() : field.label;
    }
}
