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
 * @param type the type on the wire
 * @param trackAlias what stands for the track
 * @param object the object
 */
public record ObjectDatagram(long type, long trackAlias, MoqObject object) {

    private static final int EXTENSIONS = 0x01;
    private static final int END_OF_GROUP = 0x02;
    private static final int NO_OBJECT_ID = 0x04;
    private static final int MAX_PAYLOAD_TYPE = 0x07;
    private static final int STATUS = 0x20;

    /**
     * Checks that {@code type} can carry {@code object}.
     *
     * @throws IllegalArgumentException where it cannot
     */
    public ObjectDatagram {
        boolean isStatus = isStatus(type);
        boolean extensions = !object.extensionHeaders().isEmpty();
        if (!isKnown(type)
                || ((type & EXTENSIONS) != 0) != extensions
                || (!isStatus && object.status() != ObjectStatus.NORMAL)
                || (isStatus && object.payloadSize() > 0)
                || (!isStatus && (type & NO_OBJECT_ID) != 0 && object.objectId() != 0)) {
            throw new IllegalArgumentException("Type 0x" + Long.toHexString(type) + " cannot carry " + object);
        }
    }

    /** Returns the datagram of {@code object}, its id always spelled out; a marker is never said to end its group. */
    public static ObjectDatagram of(long trackAlias, MoqObject object, boolean endOfGroup) {
        int extensions = object.extensionHeaders().isEmpty() ? 0 : EXTENSIONS;
        int form = object.status() == ObjectStatus.NORMAL ? (endOfGroup ? END_OF_GROUP : 0) : STATUS;
        return new ObjectDatagram(form | extensions, trackAlias, object);
    }

    private static boolean isKnown(long type) {
        return isStatus(type) || (type >= 0 && type <= MAX_PAYLOAD_TYPE);
    }

    private static boolean isStatus(long type) {
        return (type & ~EXTENSIONS) == STATUS;
    }

    private static boolean hasObjectId(long type) {
        return isStatus(type) || (type & NO_OBJECT_ID) == 0;
    }

    /** Returns whether a status stands in the payload's place. */
    public boolean isStatus() {
        return isStatus(type);
    }

    /** Returns whether the publisher says that this is its group's last object. */
    public boolean endOfGroup() {
        return !isStatus() && (type & END_OF_GROUP) != 0;
    }

    /** Reads all of {@code in}. A field that goes beyond the datagram's end can never complete. */
    public static ObjectDatagram read(ByteBuf in) throws ProtocolViolation {
        WireReader reader = new WireReader(in);
        long type = reader.varint("Datagram Type");
        if (!isKnown(type)) {
            throw ProtocolViolation.unknownType("Datagram Type", type);
        }
        long trackAlias = reader.varint("Track Alias");
        long groupId = reader.varint("Group ID");
        long objectId = hasObjectId(type) ? reader.varint("Object ID") : 0;
        int priority = reader.u8("Publisher Priority");
        List<ExtensionHeader> extensions = (type & EXTENSIONS) != 0 ? readExtensions(reader, in) : List.of();
        MoqObject object = isStatus(type)
                ? readStatus(reader, groupId, objectId, priority, extensions)
                : readPayload(in, groupId, objectId, priority, extensions);
        return new ObjectDatagram(type, trackAlias, object);
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

    /** Returns the bytes that {@link #write} appends. */
    public long size() {
        int extensions = ExtensionHeaders.size(object.extensionHeaders());
        return (long) Varint.size(type)
                + Varint.size(trackAlias)
                + Varint.size(object.groupId())
                + (hasObjectId(type) ? Varint.size(object.objectId()) : 0)
                + 1
                + (extensions == 0 ? 0 : Varint.size(extensions) + extensions)
                + (isStatus() ? 1 : object.payloadSize());
    }

    /** Appends the datagram. */
    public void write(ByteBuf out) {
        Varint.write(out, type);
        Varint.write(out, trackAlias);
        Varint.write(out, object.groupId());
        if (hasObjectId(type)) {
            Varint.write(out, object.objectId());
        }
        out.writeByte(object.publisherPriority());
        if (!object.extensionHeaders().isEmpty()) {
            Varint.write(out, ExtensionHeaders.size(object.extensionHeaders()));
            ExtensionHeaders.write(object.extensionHeaders(), out);
        }
        if (isStatus()) {
            Varint.write(out, ObjectStatusCodes.code(object.status()));
        } else {
            PayloadWriter.copy(object, 0, object.payloadSize(), out);
        }
    }
}
