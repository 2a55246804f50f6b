package org.moqj.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An object of a track: the smallest unit that MoQ carries (draft-14, section 2.1; draft-07, section 2.1).
 *
 * <p>Immutable and thread-safe as long as whoever made it keeps no hold of the payload's array: arrays are handed
 * over, not copied.
 */
public final class MoqObject {

    private static final byte[] NO_BYTES = new byte[0];

    private final long groupId;
    private final long subgroupId;
    private final long objectId;
    private final int publisherPriority;
    private final ObjectStatus status;
    private final ForwardingPreference forwardingPreference;
    private final List<ExtensionHeader> extensionHeaders;
    private final byte[] payload;
    private final int offset;
    private final int length;

    private MoqObject(
            long groupId,
            long subgroupId,
            long objectId,
            int publisherPriority,
            ObjectStatus status,
            ForwardingPreference forwardingPreference,
            List<ExtensionHeader> extensionHeaders,
            byte[] payload,
            int offset,
            int length) {
        this.groupId = groupId;
        this.subgroupId = subgroupId;
        this.objectId = objectId;
        this.publisherPriority = publisherPriority;
        this.status = status;
        this.forwardingPreference = forwardingPreference;
        this.extensionHeaders = extensionHeaders;
        this.payload = payload;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Returns an object with a payload.
     *
     * @param publisherPriority 0 (first) to 255
     * @param extensionHeaders in their order on the wire
     * @param payload handed over: not to be changed any more
     */
    public static MoqObject of(
            long groupId,
            long subgroupId,
            long objectId,
            int publisherPriority,
            ForwardingPreference forwardingPreference,
            List<ExtensionHeader> extensionHeaders,
            byte[] payload,
            int offset,
            int length) {
        return new MoqObject(
                groupId,
                subgroupId,
                objectId,
                publisherPriority,
                ObjectStatus.NORMAL,
                forwardingPreference,
                List.copyOf(extensionHeaders),
                payload,
                offset,
                length);
    }

    /** Returns a marker without a payload. */
    public static MoqObject ofStatus(
            long groupId,
            long subgroupId,
            long objectId,
            int publisherPriority,
            ForwardingPreference forwardingPreference,
            List<ExtensionHeader> extensionHeaders,
            ObjectStatus status) {
        return new MoqObject(
                groupId,
                subgroupId,
                objectId,
                publisherPriority,
                status,
                forwardingPreference,
                List.copyOf(extensionHeaders),
                NO_BYTES,
                0,
                0);
    }

    /** Returns the group's id. */
    public long groupId() {
        return groupId;
    }

    /** Returns the subgroup's id; of an object in a datagram, the object's id. */
    public long subgroupId() {
        return subgroupId;
    }

    /** Returns the object's id in its group. */
    public long objectId() {
        return objectId;
    }

    /** Returns group and object id. */
    public Location location() {
        return new Location(groupId, objectId);
    }

    /** Returns the publisher's priority, 0 (first) to 255. */
    public int publisherPriority() {
        return publisherPriority;
    }

    /** Returns what this object is. */
    public ObjectStatus status() {
        return status;
    }

    /** Returns how this object travels. */
    public ForwardingPreference forwardingPreference() {
        return forwardingPreference;
    }

    /** Returns the extension headers in their order on the wire; empty in draft-07, which has none. Unmodifiable. */
    public List<ExtensionHeader> extensionHeaders() {
        return extensionHeaders;
    }

    /** Returns this object without extension headers; the payload is shared. */
    public MoqObject withoutExtensionHeaders() {
        return with(forwardingPreference, List.of());
    }

    /** Returns this object as one that travels otherwise; the payload is shared. */
    public MoqObject withForwardingPreference(ForwardingPreference other) {
        return with(other, extensionHeaders);
    }

    private MoqObject with(ForwardingPreference preference, List<ExtensionHeader> headers) {
        return new MoqObject(
                groupId, subgroupId, objectId, publisherPriority, status, preference, headers, payload, offset, length);
    }

    /** Returns the payload's size in bytes. */
    public int payloadSize() {
        return length;
    }

    /** Returns a read-only view of the payload. */
    public ByteBuffer payload() {
        return ByteBuffer.wrap(payload, offset, length).slice().asReadOnlyBuffer();
    }

    /** Returns a copy of the payload. */
    public byte[] payloadBytes() {
        return Arrays.copyOfRange(payload, offset, offset + length);
    }

    /**
     * Copies the payload to {@code destination}, whose position moves.
     *
     * @throws java.nio.BufferOverflowException where it does not fit; nothing is copied then
     */
    public void copyPayloadTo(ByteBuffer destination) {
        destination.put(payload, offset, length);
    }

    /** Copies {@code size} bytes of the payload from {@code from} on to {@code destination}, whose position moves. */
    public void copyPayloadTo(ByteBuffer destination, int from, int size) {
        java.util.Objects.checkFromIndexSize(from, size, length);
        destination.put(payload, offset + from, size);
    }

    /** Returns the payload as UTF-8 text; what is not UTF-8 becomes the replacement character. */
    public String text() {
        return new String(payload, offset, length, StandardCharsets.UTF_8);
    }

    /** Returns ids, status and size. */
    @Override
    public String toString() {
        return "MoqObject[" + groupId + "/" + subgroupId + "/" + objectId + " priority=" + publisherPriority + " "
                + status + " " + forwardingPreference + " extensions=" + extensionHeaders.size() + " size=" + length
                + "]";
    }
}
