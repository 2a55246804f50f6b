package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.function.LongPredicate;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/**
 * The layout of moq-rs that speaks draft-07 on the control stream and draft-06 on data streams: the Subscribe ID comes
 * before the Track Alias, and datagrams have no type and always a status. Objects that do not rise are dropped.
 */
public final class MoqRsLayout implements DataLayout {

    private final LongPredicate isTrackAlias;

    /**
     * Tolerates the draft's own stream headers too.
     *
     * @param isTrackAlias whether a number is a Track Alias of a subscription here, and not a Subscribe ID
     */
    public MoqRsLayout(LongPredicate isTrackAlias) {
        this.isTrackAlias = isTrackAlias;
    }

    @Override
    public boolean beginsWithSubscribeId(long firstField) {
        return !isTrackAlias.test(firstField);
    }

    @Override
    public boolean insistsOnOrder() {
        return false;
    }

    @Override
    public void writeSubgroupHeader(ByteBuf out, long subscribeId, long trackAlias, SubgroupHeader header) {
        Varint.write(out, StreamType.STREAM_HEADER_SUBGROUP.code());
        Varint.write(out, subscribeId);
        Varint.write(out, trackAlias);
        Varint.write(out, header.groupId());
        Varint.write(out, header.subgroupId());
        out.writeByte(header.publisherPriority());
    }

    @Override
    public int datagramSize(long subscribeId, long trackAlias, MoqObject object) {
        return Varint.size(subscribeId)
                + Varint.size(trackAlias)
                + Varint.size(object.groupId())
                + Varint.size(object.objectId())
                + 2
                + Varint.size(object.payloadSize())
                + object.payloadSize();
    }

    @Override
    public void writeDatagram(ByteBuf out, long subscribeId, long trackAlias, MoqObject object) {
        Varint.write(out, subscribeId);
        Varint.write(out, trackAlias);
        Varint.write(out, object.groupId());
        Varint.write(out, object.objectId());
        out.writeByte(object.publisherPriority());
        Varint.write(out, ObjectStatusCodes.of(object.status()));
        Varint.write(out, object.payloadSize());
        ObjectWriter.writePayload(out, object, 0, object.payloadSize());
    }

    @Override
    public void readDatagram(ByteBuf in, int maxObjectSize, DatagramListener to) throws ProtocolViolation {
        WireReader fields = new WireReader(in);
        long subscribeId = fields.varint("Subscribe ID");
        long trackAlias = fields.varint("Track Alias");
        long groupId = fields.varint("Group ID");
        long objectId = fields.varint("Object ID");
        int priority = fields.u8("Publisher Priority");
        long status = fields.varint("Object Status");
        long length = fields.varint("Object Payload Length");
        MoqObject object = Draft07Layout.datagramObject(in, groupId, objectId, priority, status, length, maxObjectSize);
        to.onDatagram(subscribeId, trackAlias, object);
    }
}
