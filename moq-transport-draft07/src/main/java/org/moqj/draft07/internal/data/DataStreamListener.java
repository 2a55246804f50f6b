package org.moqj.draft07.internal.data;

import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What a {@link DataStreamParser} finds. Any of these may stop the parser. */
public interface DataStreamListener {

    /** The stream is a subgroup's. */
    void onSubgroupHeader(SubgroupStreamHeader header) throws ProtocolViolation;

    /** The stream is a fetch's. */
    void onFetchHeader(long subscribeId) throws ProtocolViolation;

    /** An object is complete. */
    void onObject(MoqObject object) throws ProtocolViolation;

    /** An object was dropped, because its ID does not rise and the layout does not insist. */
    void onDisorder(long groupId, long objectId);

    /** An object is larger than allowed, or too much of others is unfinished; the parser has stopped. */
    void onOverLimit(long payloadLength);
}
