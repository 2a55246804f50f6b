package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.wire.IncrementalVarint;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads the header of a unidirectional stream at any split. */
public final class StreamHeaderReader {

    private enum Field {
        TYPE,
        REQUEST_ID,
        TRACK_ALIAS,
        GROUP_ID,
        SUBGROUP_ID,
        PUBLISHER_PRIORITY
    }

    private final IncrementalVarint varint = new IncrementalVarint();
    private Field field = Field.TYPE;
    private long type;
    private long trackAlias;
    private long groupId;
    private long subgroupId;

    /** Reads on, and returns the header once all of it was there; null until then. */
    public @Nullable StreamHeader read(ByteBuf in) throws ProtocolViolation {
        while (field != Field.PUBLISHER_PRIORITY) {
            if (!varint.read(in)) {
                return null;
            }
            if (field == Field.REQUEST_ID) {
                return new FetchStreamHeader(varint.value());
            }
            field = take(varint.value());
        }
        if (!in.isReadable()) {
            return null;
        }
        return SubgroupStreamHeader.of(type, trackAlias, groupId, subgroupId, in.readUnsignedByte());
    }

    private Field take(long value) throws ProtocolViolation {
        switch (field) {
            case TYPE -> {
                type = value;
                return afterType();
            }
            case TRACK_ALIAS -> {
                trackAlias = value;
                return Field.GROUP_ID;
            }
            case GROUP_ID -> {
                groupId = value;
                boolean explicit = SubgroupStreamHeader.mode(type) == SubgroupStreamHeader.SubgroupIdMode.EXPLICIT;
                return explicit ? Field.SUBGROUP_ID : Field.PUBLISHER_PRIORITY;
            }
            case SUBGROUP_ID -> {
                subgroupId = value;
                return Field.PUBLISHER_PRIORITY;
            }
            case REQUEST_ID, PUBLISHER_PRIORITY -> throw new IllegalStateException("Read elsewhere: " + field);
        }
        throw new IllegalStateException("No such field");
    }

    private Field afterType() throws ProtocolViolation {
        if (type == FetchStreamHeader.TYPE) {
            return Field.REQUEST_ID;
        }
        if (SubgroupStreamHeader.isType(type)) {
            return Field.TRACK_ALIAS;
        }
        throw ProtocolViolation.unknownType("Stream Type", type);
    }

    /** Returns the field that is read next, as the draft spells it. */
    public String nextField() {
        return switch (field) {
            case TYPE -> "Stream Type";
            case REQUEST_ID -> "Request ID";
            case TRACK_ALIAS -> "Track Alias";
            case GROUP_ID -> "Group ID";
            case SUBGROUP_ID -> "Subgroup ID";
            case PUBLISHER_PRIORITY -> "Publisher Priority";
        };
    }
}
