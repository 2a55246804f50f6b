package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/**
 * SUBGROUP_HEADER (draft-14, section 10.4.2). Its twelve types are a base and bits.
 *
 * @param trackAlias what stands for the track
 * @param groupId the group
 * @param subgroupIdMode where the subgroup's id is found
 * @param subgroupId the subgroup, where the mode says that it is known
 * @param publisherPriority 0 (first) to 255
 * @param extensions whether each object has a block of extension headers
 * @param endOfGroup whether the last object before the stream's end is its group's last
 */
public record SubgroupStreamHeader(
        long trackAlias,
        long groupId,
        SubgroupIdMode subgroupIdMode,
        long subgroupId,
        int publisherPriority,
        boolean extensions,
        boolean endOfGroup)
        implements StreamHeader {

    private static final int BASE = 0x10;
    private static final int EXTENSIONS = 0x01;
    private static final int MODE_SHIFT = 1;
    private static final int MODE = 0x06;
    private static final int END_OF_GROUP = 0x08;
    private static final int MODE_INVALID = 0x06;

    /** Where a subgroup's id is found. */
    public enum SubgroupIdMode {
        /** Nowhere: it is 0. */
        ZERO(0x0),
        /** It is the id of the first object on the stream. */
        FIRST_OBJECT(0x1),
        /** It is a field of the header. */
        EXPLICIT(0x2);

        private final int bits;

        SubgroupIdMode(int bits) {
            this.bits = bits;
        }

        private static SubgroupIdMode of(long type) {
            return switch ((int) (type & MODE) >> MODE_SHIFT) {
                case 0 -> ZERO;
                case 1 -> FIRST_OBJECT;
                default -> EXPLICIT;
            };
        }
    }

    /** Returns the header with the shortest way to say {@code header}'s subgroup that every peer reads alike. */
    public static SubgroupStreamHeader of(long trackAlias, SubgroupHeader header) {
        return new SubgroupStreamHeader(
                trackAlias,
                header.groupId(),
                header.subgroupId() == 0 ? SubgroupIdMode.ZERO : SubgroupIdMode.EXPLICIT,
                header.subgroupId(),
                header.publisherPriority(),
                header.extensionHeaders(),
                header.endsGroup());
    }

    /** Returns whether {@code type} is one of the twelve. */
    static boolean isType(long type) {
        return (type & ~0xfL) == BASE
                && (type & MODE) != MODE_INVALID
                && (type & ~(EXTENSIONS | MODE | END_OF_GROUP)) == BASE;
    }

    static SubgroupIdMode mode(long type) {
        return SubgroupIdMode.of(type);
    }

    /** Returns the header of a type that is one of the twelve. */
    static SubgroupStreamHeader of(long type, long trackAlias, long groupId, long subgroupId, int publisherPriority) {
        return new SubgroupStreamHeader(
                trackAlias,
                groupId,
                mode(type),
                subgroupId,
                publisherPriority,
                (type & EXTENSIONS) != 0,
                (type & END_OF_GROUP) != 0);
    }

    /** Returns the header of this type; the subgroup's id counts where the type has it in the header. */
    public static SubgroupStreamHeader ofType(
            long type, long trackAlias, long groupId, long subgroupId, int publisherPriority) throws ProtocolViolation {
        if (!isType(type)) {
            throw ProtocolViolation.unknownType("Stream Type", type);
        }
        return of(type, trackAlias, groupId, subgroupId, publisherPriority);
    }

    @Override
    public long type() {
        return BASE
                | (extensions ? EXTENSIONS : 0)
                | subgroupIdMode.bits << MODE_SHIFT
                | (endOfGroup ? END_OF_GROUP : 0);
    }

    @Override
    public void write(ByteBuf out) {
        Varint.write(out, type());
        Varint.write(out, trackAlias);
        Varint.write(out, groupId);
        if (subgroupIdMode == SubgroupIdMode.EXPLICIT) {
            Varint.write(out, subgroupId);
        }
        out.writeByte(publisherPriority);
    }

    /** Returns whether the subgroup's id is not known before the first object's. */
    public boolean needsFirstObject() {
        return subgroupIdMode == SubgroupIdMode.FIRST_OBJECT;
    }

    /** Returns what core is told, with the subgroup's id found out. */
    public SubgroupHeader toCore(long knownSubgroupId) {
        return new SubgroupHeader(groupId, knownSubgroupId, publisherPriority, extensions, endOfGroup);
    }
}
