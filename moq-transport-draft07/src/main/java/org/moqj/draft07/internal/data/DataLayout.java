package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;

/**
 * How the headers of subgroup streams and the datagrams look: as the draft says, or as one of its implementations
 * writes them. Chosen once for a session.
 */
public sealed interface DataLayout permits Draft07Layout, MoqRsLayout {

    /**
     * Returns whether a subgroup stream's header, whose first field after the type is {@code firstField}, begins with a
     * Subscribe ID; else that field is the Track Alias.
     */
    boolean beginsWithSubscribeId(long firstField);

    /** Returns whether Object IDs that do not rise break the rules; else such objects are dropped. */
    boolean insistsOnOrder();

    /** Appends a stream's type and header. */
    void writeSubgroupHeader(ByteBuf out, long subscribeId, long trackAlias, SubgroupHeader header);

    /** Returns the bytes that {@link #writeDatagram} appends. */
    int datagramSize(long subscribeId, long trackAlias, MoqObject object);

    /** Appends a whole datagram. */
    void writeDatagram(ByteBuf out, long subscribeId, long trackAlias, MoqObject object);

    /** Reads a whole datagram, and gives it to {@code to}. */
    void readDatagram(ByteBuf in, int maxObjectSize, DatagramListener to) throws ProtocolViolation;
}
