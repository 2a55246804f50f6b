package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.IncrementalVarint;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;

/** Reads the objects of a subgroup's stream (draft-14, section 10.4.2). */
public final class SubgroupParser implements ObjectParser {

    private final SubgroupStreamHeader header;
    private final boolean gapsFit;
    private final IncrementalVarint delta = new IncrementalVarint();
    private final ObjectBody body;
    private boolean inBody;
    private long objectId = -1;
    private long subgroupId;

    /**
     * Reads what follows {@code header}.
     *
     * @param budget what objects that have not arrived whole may take, on all streams of the session
     * @param gapsFit whether gaps in extension headers have to fit the object's ids
     */
    public SubgroupParser(SubgroupStreamHeader header, Limits limits, ByteBudget budget, boolean gapsFit) {
        this.header = header;
        this.gapsFit = gapsFit;
        this.body = new ObjectBody(header.extensions(), limits, budget);
        this.subgroupId = header.needsFirstObject() ? -1 : header.subgroupId();
    }

    @Override
    public @Nullable MoqObject read(ByteBuf in) throws ProtocolViolation, StreamFault {
        if (!inBody) {
            if (!delta.read(in)) {
                return null;
            }
            takeId(delta.value());
            body.begin();
            inBody = true;
        }
        if (!body.read(in)) {
            return null;
        }
        inBody = false;
        ExtensionHeaders.check(body.extensions(), header.groupId(), objectId, gapsFit);
        return body.toObject(
                header.groupId(), subgroupId, objectId, header.publisherPriority(), ForwardingPreference.SUBGROUP);
    }

    private void takeId(long idDelta) throws ProtocolViolation {
        boolean first = objectId < 0;
        long step = first ? idDelta : idDelta + 1;
        long previous = first ? 0 : objectId;
        if (step > Varint.MAX - previous) {
            throw ProtocolViolation.invalid("Object ID Delta", "leads beyond 2^62-1: " + previous + " + " + step);
        }
        objectId = previous + step;
        if (subgroupId < 0) {
            subgroupId = objectId;
        }
    }

    /** Returns the stream's header as core is told it; only once {@link #isIdentified()}. */
    public SubgroupHeader header() {
        return header.toCore(subgroupId);
    }

    @Override
    public boolean isIdentified() {
        return subgroupId >= 0;
    }

    /** Returns the id of the object that was read last, or is being read; -1 before the first. */
    public long objectId() {
        return objectId;
    }

    @Override
    public void release() {
        body.release();
    }

    @Override
    public boolean isBetweenObjects() {
        return !inBody && !delta.isPartial();
    }

    @Override
    public String nextField() {
        return inBody ? body.nextField() : "Object ID Delta";
    }
}
