package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.core.spi.wire.WireReader;

/**
 * OBJECT_DATAGRAM (draft-14, section 10.3.1). Its ten types are bits, and a form of their own for status.
 *
 * @param trackAlias what stands for the track
 * @param object the object
 * @param endOfGroup whether it is its group's last
 * @param withObjectId whether the id is on the wire; without it, it is 0
 */
public record ObjectDatagram(long trackAlias, MoqObject object, boolean endOfGroup, boolean withObjectId) {

    private static final int EXTENSIONS = 0x01;
    private static final int END_OF_GROUP = 0x02;
    private static final int NO_OBJECT_ID = 0x04;
    private static final int MAX_PAYLOAD_TYPE = 0x07;
    private static final int STATUS = 0x20;

    /** Reads all of {@code in}. A field that goes beyond the datagram's end can never complete. */
    public static ObjectDatagram read(ByteBuf in) throws ProtocolViolation {
        WireReader reader = new WireReader(in);
        long type = reader.varint("Datagram Type");
        boolean isStatus = (type & ~EXTENSIONS) == STATUS;
        if (!isStatus && type > MAX_PAYLOAD_TYPE) {
            throw ProtocolViolation.unknownType("Datagram Type", type);
        }
        long trackAlias = reader.varint("Track Alias");
        long groupId = reader.varint("Group ID");
        boolean withObjectId = isStatus || (type & NO_OBJECT_ID) == 0;
        long objectId = withObjectId ? reader.varint("Object ID") : 0;
        int priority = reader.u8("Publisher Priority");
        List<ExtensionHeader> extensions = (type & EXTENSIONS) != 0 ? readExtensions(reader, in) : List.of();
        MoqObject object = isStatus
                ? readStatus(reader, groupId, objectId, priority, extensions)
                : readPayload(in, groupId, objectId, priority, extensions);
        return new ObjectDatagram(trackAlias, object, !isStatus && (type & END_OF_GROUP) != 0, withObjectId);
    }

    private static List<ExtensionHeader> readExtensions(WireReader reader, ByteBuf in) throws ProtocolViolation {
        int length = reader.boundedVarint("Extension Headers Length", Integer.MAX_VALUE);
        if (length == 0) {
            throw ProtocolViolation.invalid("Extension Headers Length", "must not be 0 where the type announces them");
        }
        if (length > in.readableBytes()) {
            throw ProtocolViolation.incomplete("Extension headers", "cut off after " + in.readableBytes() + " bytes");
        }
        return ExtensionHeaders.read(in.readSlice(length));
    }

    private static MoqObject readStatus(
            WireReader reader, long groupId, long objectId, int priority, List<ExtensionHeader> extensions)
            throws ProtocolViolation {
        ObjectStatus status = ObjectStatusCodes.of(reader.varint("Object Status"));
        ObjectStatusCodes.checkExtensions(status, !extensions.isEmpty());
        reader.expectEnd("OBJECT_DATAGRAM");
        if (status == ObjectStatus.NORMAL) {
            return object(groupId, objectId, priority, extensions, new byte[0]);
        }
        return MoqObject.ofStatus(
                groupId, objectId, objectId, priority, ForwardingPreference.DATAGRAM, extensions, status);
    }

    private static MoqObject readPayload(
            ByteBuf in, long groupId, long objectId, int priority, List<ExtensionHeader> extensions) {
        byte[] payload = new byte[in.readableBytes()];
        in.readBytes(payload);
        return object(groupId, objectId, priority, extensions, payload);
    }

    private static MoqObject object(
            long groupId, long objectId, int priority, List<ExtensionHeader> extensions, byte[] payload) {
        return MoqObject.of(
                groupId,
                objectId,
                objectId,
                priority,
                ForwardingPreference.DATAGRAM,
                extensions,
                payload,
                0,
                payload.length);
    }

    /** Returns the type on the wire. */
    public long type() {
        int extensions = object.extensionHeaders().isEmpty() ? 0 : EXTENSIONS;
        if (object.status() != ObjectStatus.NORMAL) {
            return STATUS | extensions;
        }
        return extensions | (endOfGroup ? END_OF_GROUP : 0) | (withObjectId ? 0 : NO_OBJECT_ID);
    }

    /** Returns the bytes that {@link #write} appends. */
    public long size() {
        int extensions = ExtensionHeaders.size(object.extensionHeaders());
        return (long) Varint.size(type())
                + Varint.size(trackAlias)
                + Varint.size(object.groupId())
                + (withObjectId ? Varint.size(object.objectId()) : 0)
                + 1
                + (extensions == 0 ? 0 : Varint.size(extensions) + extensions)
                + (object.status() == ObjectStatus.NORMAL ? object.payloadSize() : 1);
    }

    /** Appends the datagram. */
    public void write(ByteBuf out) {
        Varint.write(out, type());
        Varint.write(out, trackAlias);
        Varint.write(out, object.groupId());
        if (withObjectId) {
            Varint.write(out, object.objectId());
        }
        out.writeByte(object.publisherPriority());
        if (!object.extensionHeaders().isEmpty()) {
            Varint.write(out, ExtensionHeaders.size(object.extensionHeaders()));
            ExtensionHeaders.write(object.extensionHeaders(), out);
        }
        if (object.status() == ObjectStatus.NORMAL) {
            PayloadWriter.copy(object, 0, object.payloadSize(), out);
        } else {
            Varint.write(out, ObjectStatusCodes.code(object.status()));
        }
    }
}
