package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/** The draft's own layout: no Subscribe ID, and a type in front of datagrams (draft-07, sections 7.2 and 7.3.1). */
public final class Draft07Layout implements DataLayout {

    /** The only instance: there is no state. */
    public static final Draft07Layout INSTANCE = new Draft07Layout();

    /** The type of OBJECT_DATAGRAM. */
    public static final long OBJECT_DATAGRAM = 0x1;

    private Draft07Layout() {}

    @Override
    public boolean beginsWithSubscribeId(long firstField) {
        return false;
    }

    @Override
    public boolean insistsOnOrder() {
        return true;
    }

    @Override
    public void writeSubgroupHeader(ByteBuf out, long subscribeId, long trackAlias, SubgroupHeader header) {
        Varint.write(out, StreamType.STREAM_HEADER_SUBGROUP.code());
        Varint.write(out, trackAlias);
        Varint.write(out, header.groupId());
        Varint.write(out, header.subgroupId());
        out.writeByte(header.publisherPriority());
    }

    @Override
    public int datagramSize(long subscribeId, long trackAlias, MoqObject object) {
        return Varint.size(OBJECT_DATAGRAM)
                + Varint.size(trackAlias)
                + Varint.size(object.groupId())
                + Varint.size(object.objectId())
                + 1
                + Varint.size(object.payloadSize())
                + (object.payloadSize() == 0 ? 1 : object.payloadSize());
    }

    @Override
    public void writeDatagram(ByteBuf out, long subscribeId, long trackAlias, MoqObject object) {
        Varint.write(out, OBJECT_DATAGRAM);
        Varint.write(out, trackAlias);
        Varint.write(out, object.groupId());
        Varint.write(out, object.objectId());
        out.writeByte(object.publisherPriority());
        ObjectWriter.writeLengthAndStatus(out, object);
        ObjectWriter.writePayload(out, object, 0, object.payloadSize());
    }

    @Override
    public void readDatagram(ByteBuf in, int maxObjectSize, DatagramListener to) throws ProtocolViolation {
        WireReader fields = new WireReader(in);
        long type = fields.varint("Datagram Type");
        if (type != OBJECT_DATAGRAM) {
            throw ProtocolViolation.unknownType("Datagram Type", type);
        }
        long trackAlias = fields.varint("Track Alias");
        long groupId = fields.varint("Group ID");
        long objectId = fields.varint("Object ID");
        int priority = fields.u8("Publisher Priority");
        long length = fields.varint("Object Payload Length");
        long status = length == 0 ? fields.varint("Object Status") : 0;
        MoqObject object = datagramObject(in, groupId, objectId, priority, status, length, maxObjectSize);
        to.onDatagram(SubgroupStreamHeader.NO_SUBSCRIBE_ID, trackAlias, object);
    }

    /** Makes the object of a datagram whose fields before the payload have been read. */
    static MoqObject datagramObject(
            ByteBuf in, long groupId, long objectId, int priority, long statusCode, long length, int maxObjectSize)
            throws ProtocolViolation {
        ObjectStatus status = ObjectStatusCodes.read(statusCode);
        if (length > in.readableBytes()) {
            throw ProtocolViolation.incomplete(
                    "Object Payload", length + " bytes, only " + in.readableBytes() + " are left");
        }
        if (length < in.readableBytes()) {
            throw ProtocolViolation.invalid(
                    "Object Payload Length", "is " + length + ", but " + in.readableBytes() + " bytes follow");
        }
        if (length > maxObjectSize) {
            throw ProtocolViolation.invalid("Object Payload Length", "at most " + maxObjectSize + ", is " + length);
        }
        if (status != ObjectStatus.NORMAL) {
            if (length > 0) {
                throw ProtocolViolation.invalid("Object Payload Length", "must be 0 with status " + status);
            }
            return MoqObject.ofStatus(
                    groupId, objectId, objectId, priority, ForwardingPreference.DATAGRAM, List.of(), status);
        }
        byte[] payload = new byte[(int) length];
        in.readBytes(payload);
        return MoqObject.of(
                groupId,
                objectId,
                objectId,
                priority,
                ForwardingPreference.DATAGRAM,
                List.of(),
                payload,
                0,
                payload.length);
    }
}
