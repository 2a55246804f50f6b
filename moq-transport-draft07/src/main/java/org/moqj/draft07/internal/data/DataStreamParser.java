package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.ProgressiveArray;
import org.moqj.core.spi.wire.IncrementalVarint;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * Reads a unidirectional stream, split in any way (draft-07, section 7.3). Keeps no buffer: what is between two reads
 * is numbers and the payload that has arrived.
 *
 * <p>Confined to the session's event loop.
 */
public final class DataStreamParser {

    /** The field that comes next, as the draft calls it. */
    private enum Step {
        STREAM_TYPE("Stream Type"),
        FIRST_FIELD("Track Alias"),
        TRACK_ALIAS("Track Alias"),
        SUBSCRIBE_ID("Subscribe ID"),
        GROUP_ID("Group ID"),
        SUBGROUP_ID("Subgroup ID"),
        PUBLISHER_PRIORITY("Publisher Priority"),
        OBJECT_ID("Object ID"),
        PAYLOAD_LENGTH("Object Payload Length"),
        OBJECT_STATUS("Object Status"),
        PAYLOAD("Object Payload"),
        STOPPED("");

        private final String label;

        Step(String label) {
            this.label = label;
        }
    }

    private static final byte[] NO_PAYLOAD = new byte[0];

    private final DataLayout layout;
    private final int maxObjectSize;
    private final DataStreamListener listener;
    private final IncrementalVarint varint = new IncrementalVarint();
    private final ProgressiveArray payload;

    private Step step = Step.STREAM_TYPE;
    private boolean isFetch;
    private boolean headerRead;
    private boolean paused;
    private long subscribeId = SubgroupStreamHeader.NO_SUBSCRIBE_ID;
    private long trackAlias;
    private long groupId;
    private long subgroupId;
    private long objectId;
    private int publisherPriority;
    private int length;
    private long lastGroupId = -1;
    private long lastObjectId = -1;

    /**
     * Reads streams of {@code layout}.
     *
     * @param maxObjectSize the largest payload, in bytes
     * @param unfinished what payloads that have not arrived whole may take, on all streams of the session
     */
    public DataStreamParser(DataLayout layout, int maxObjectSize, ByteBudget unfinished, DataStreamListener listener) {
        this.layout = layout;
        this.maxObjectSize = maxObjectSize;
        this.payload = new ProgressiveArray(unfinished);
        this.listener = listener;
    }

    /** Reads all of {@code in}, unless the listener stops or pauses the parser. */
    public void read(ByteBuf in) throws ProtocolViolation {
        boolean more = true;
        while (more && step != Step.STOPPED && !paused) {
            more = readStep(in);
        }
    }

    /** Makes {@link #read} return, and do nothing, or go on with the next call. */
    public void setPaused(boolean nowPaused) {
        paused = nowPaused;
    }

    /** Makes {@link #read} return: what follows is of no interest. Gives back what an unfinished payload has taken. */
    public void stop() {
        step = Step.STOPPED;
        payload.release();
    }

    /**
     * Checks that the stream may end here: after its header, between two objects.
     *
     * @throws ProtocolViolation names the field that is missing or cut off
     */
    public void expectEnd() throws ProtocolViolation {
        boolean atBoundary = headerRead && step == firstObjectStep() && !varint.isPartial();
        if (!atBoundary && step != Step.STOPPED) {
            throw ProtocolViolation.incomplete(step.label, "the stream ended before it");
        }
    }

    /** Reads one field. Returns false where {@code in} is used up before the field is complete. */
    private boolean readStep(ByteBuf in) throws ProtocolViolation {
        if (step == Step.PUBLISHER_PRIORITY) {
            return readPriority(in);
        }
        if (step == Step.PAYLOAD) {
            return readPayload(in);
        }
        if (!varint.read(in)) {
            return false;
        }
        onVarint(varint.value());
        return true;
    }

    private void onVarint(long value) throws ProtocolViolation {
        switch (step) {
            case STREAM_TYPE -> onStreamType(value);
            case FIRST_FIELD -> onFirstField(value);
            case TRACK_ALIAS -> {
                trackAlias = value;
                step = Step.GROUP_ID;
            }
            case SUBSCRIBE_ID -> onFetchHeader(value);
            case GROUP_ID -> {
                groupId = value;
                step = Step.SUBGROUP_ID;
            }
            case SUBGROUP_ID -> {
                subgroupId = value;
                step = isFetch ? Step.OBJECT_ID : Step.PUBLISHER_PRIORITY;
            }
            case OBJECT_ID -> {
                objectId = value;
                step = isFetch ? Step.PUBLISHER_PRIORITY : Step.PAYLOAD_LENGTH;
            }
            case PAYLOAD_LENGTH -> onPayloadLength(value);
            case OBJECT_STATUS -> onStatus(ObjectStatusCodes.read(value));
            case PUBLISHER_PRIORITY, PAYLOAD, STOPPED -> throw new IllegalStateException("No varint at " + step);
        }
    }

    private void onStreamType(long code) throws ProtocolViolation {
        isFetch = StreamType.of(code) == StreamType.FETCH_HEADER;
        step = isFetch ? Step.SUBSCRIBE_ID : Step.FIRST_FIELD;
    }

    private void onFirstField(long value) {
        if (layout.beginsWithSubscribeId(value)) {
            subscribeId = value;
            step = Step.TRACK_ALIAS;
        } else {
            trackAlias = value;
            step = Step.GROUP_ID;
        }
    }

    private void onFetchHeader(long value) throws ProtocolViolation {
        headerRead = true;
        step = firstObjectStep();
        listener.onFetchHeader(value);
    }

    private boolean readPriority(ByteBuf in) throws ProtocolViolation {
        if (!in.isReadable()) {
            return false;
        }
        publisherPriority = in.readUnsignedByte();
        if (isFetch) {
            step = Step.PAYLOAD_LENGTH;
        } else {
            headerRead = true;
            step = firstObjectStep();
            listener.onSubgroupHeader(
                    new SubgroupStreamHeader(subscribeId, trackAlias, groupId, subgroupId, publisherPriority));
        }
        return true;
    }

    private void onPayloadLength(long value) {
        if (value > maxObjectSize) {
            step = Step.STOPPED;
            listener.onOverLimit(value);
            return;
        }
        length = (int) value;
        step = length == 0 ? Step.OBJECT_STATUS : Step.PAYLOAD;
        payload.begin(length);
    }

    private boolean readPayload(ByteBuf in) throws ProtocolViolation {
        if (!payload.reserve(in)) {
            step = Step.STOPPED;
            listener.onOverLimit(length);
            return true;
        }
        if (!payload.read(in)) {
            return false;
        }
        onObject(normal(payload.take()));
        return true;
    }

    private void onStatus(ObjectStatus status) throws ProtocolViolation {
        if (status == ObjectStatus.NORMAL) {
            onObject(normal(NO_PAYLOAD));
        } else {
            onObject(MoqObject.ofStatus(
                    groupId,
                    subgroupId,
                    objectId,
                    publisherPriority,
                    ForwardingPreference.SUBGROUP,
                    List.of(),
                    status));
        }
    }

    private MoqObject normal(byte[] bytes) {
        return MoqObject.of(
                groupId,
                subgroupId,
                objectId,
                publisherPriority,
                ForwardingPreference.SUBGROUP,
                List.of(),
                bytes,
                0,
                bytes.length);
    }

    private void onObject(MoqObject object) throws ProtocolViolation {
        step = firstObjectStep();
        boolean rises = groupId != lastGroupId || objectId > lastObjectId;
        if (rises) {
            lastGroupId = groupId;
            lastObjectId = objectId;
            listener.onObject(object);
        } else if (layout.insistsOnOrder()) {
            throw ProtocolViolation.invalid(
                    "Object ID", "must rise on a stream, is " + objectId + " after " + lastObjectId);
        } else {
            listener.onDisorder(groupId, objectId);
        }
    }

    private Step firstObjectStep() {
        return isFetch ? Step.GROUP_ID : Step.OBJECT_ID;
    }
}
