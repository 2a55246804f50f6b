package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.moqj.core.Limits;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.ProgressiveArray;
import org.moqj.core.spi.wire.IncrementalVarint;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Reads, at any split, what subgroup and fetch streams have in common behind an object's ids: extension headers, payload
 * length, status and payload (draft-14, sections 10.4.2 and 10.4.4). One instance reads all objects of a stream, and
 * makes nothing per object but what the object keeps.
 */
final class ObjectBody {

    private enum Field {
        EXTENSIONS_LENGTH,
        EXTENSIONS,
        PAYLOAD_LENGTH,
        STATUS,
        PAYLOAD
    }

    private static final byte[] NO_BYTES = new byte[0];

    /** What a header takes beside its bytes, which can be as few as two. */
    private static final int HEADER_COST = 64;

    private final boolean withExtensions;
    private final int maxExtensions;
    private final int maxPayload;
    private final IncrementalVarint varint = new IncrementalVarint();
    private final ByteBudget budget;
    private final ProgressiveArray array;
    private Field field;
    private List<ExtensionHeader> extensions = List.of();
    private int extensionsCost;
    private boolean hasExtensions;
    private ObjectStatus status = ObjectStatus.NORMAL;
    private byte[] payload = NO_BYTES;

    /** Reads bodies with or without a block of extension headers. */
    ObjectBody(boolean withExtensions, Limits limits, ByteBudget budget) {
        this.budget = budget;
        this.array = new ProgressiveArray(budget);
        this.withExtensions = withExtensions;
        this.maxExtensions = limits.maxExtensionBytes();
        this.maxPayload = limits.maxObjectSize();
        this.field = firstField();
    }

    private Field firstField() {
        return withExtensions ? Field.EXTENSIONS_LENGTH : Field.PAYLOAD_LENGTH;
    }

    /** Begins the next object's body. */
    void begin() {
        field = firstField();
        extensions = List.of();
        hasExtensions = false;
        status = ObjectStatus.NORMAL;
        payload = NO_BYTES;
    }

    /** Reads on, and returns whether the body is complete. */
    boolean read(ByteBuf in) throws ProtocolViolation, StreamFault {
        while (true) {
            switch (field) {
                case EXTENSIONS_LENGTH -> {
                    if (!varint.read(in)) {
                        return false;
                    }
                    array.begin(checked("Extension Headers Length", maxExtensions));
                    hasExtensions = varint.value() > 0;
                    field = hasExtensions ? Field.EXTENSIONS : Field.PAYLOAD_LENGTH;
                }
                case EXTENSIONS -> {
                    if (!readArray(in)) {
                        return false;
                    }
                    takeExtensions(array.take());
                    field = Field.PAYLOAD_LENGTH;
                }
                case PAYLOAD_LENGTH -> {
                    if (!varint.read(in)) {
                        return false;
                    }
                    array.begin(checked("Object Payload Length", maxPayload));
                    field = varint.value() == 0 ? Field.STATUS : Field.PAYLOAD;
                }
                case STATUS -> {
                    return varint.read(in) && takeStatus();
                }
                case PAYLOAD -> {
                    return readArray(in) && takePayload();
                }
            }
        }
    }

    private boolean readArray(ByteBuf in) throws StreamFault {
        if (!array.reserve(in)) {
            throw StreamFault.overBudget(array.wanted(in), budget);
        }
        return array.read(in);
    }

    private int checked(String name, int max) throws StreamFault {
        if (varint.value() > max) {
            throw StreamFault.overLimit(name, varint.value(), max);
        }
        return (int) varint.value();
    }

    private void takeExtensions(byte[] block) throws ProtocolViolation, StreamFault {
        extensions = ExtensionHeaders.read(Unpooled.wrappedBuffer(block));
        int cost = block.length + extensions.size() * HEADER_COST;
        if (!budget.take(cost)) {
            throw StreamFault.overBudget(cost, budget);
        }
        extensionsCost = cost;
    }

    private void giveExtensionsBack() {
        budget.give(extensionsCost);
        extensionsCost = 0;
    }

    private boolean takeStatus() throws ProtocolViolation {
        status = ObjectStatusCodes.of(varint.value());
        ObjectStatusCodes.checkExtensions(status, hasExtensions);
        giveExtensionsBack();
        return true;
    }

    private boolean takePayload() {
        payload = array.take();
        giveExtensionsBack();
        return true;
    }

    /** Forgets what a body that never became complete has taken. */
    void release() {
        array.release();
        giveExtensionsBack();
    }

    /** Returns the extension headers of a complete body. */
    List<ExtensionHeader> extensions() {
        return extensions;
    }

    /** Returns the object that this complete body belongs to; the payload is handed over. */
    MoqObject toObject(
            long groupId, long subgroupId, long objectId, int publisherPriority, ForwardingPreference preference) {
        return status == ObjectStatus.NORMAL
                ? MoqObject.of(
                        groupId,
                        subgroupId,
                        objectId,
                        publisherPriority,
                        preference,
                        extensions,
                        payload,
                        0,
                        payload.length)
                : MoqObject.ofStatus(groupId, subgroupId, objectId, publisherPriority, preference, extensions, status);
    }

    /** Returns the field that is read next, as the draft spells it. */
    String nextField() {
        return switch (field) {
            case EXTENSIONS_LENGTH -> "Extension Headers Length";
            case EXTENSIONS -> "Extension headers";
            case PAYLOAD_LENGTH -> "Object Payload Length";
            case STATUS -> "Object Status";
            case PAYLOAD -> "Object Payload";
        };
    }
}
