package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.Limits;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.ProtocolViolation;

/** A stream's listener that keeps what it was told, as lines of text. */
final class ParsedStream implements DataStreamListener {

    final List<String> events = new ArrayList<>();

    static ParsedStream whole(DataLayout layout, int maxObjectSize, byte[] bytes) throws ProtocolViolation {
        return inPieces(layout, maxObjectSize, bytes, bytes.length);
    }

    /** Reads {@code bytes} in pieces of {@code size}, and their end. */
    static ParsedStream inPieces(DataLayout layout, int maxObjectSize, byte[] bytes, int size)
            throws ProtocolViolation {
        ParsedStream parsed = new ParsedStream();
        DataStreamParser parser = new DataStreamParser(layout, maxObjectSize, ByteBudget.of(Limits.defaults()), parsed);
        for (int at = 0; at < bytes.length; at += size) {
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at));
            parser.read(piece);
        }
        parser.expectEnd();
        return parsed;
    }

    @Override
    public void onSubgroupHeader(SubgroupStreamHeader header) {
        events.add(header.toString());
    }

    @Override
    public void onFetchHeader(long subscribeId) {
        events.add("fetch " + subscribeId);
    }

    @Override
    public void onObject(MoqObject object) {
        events.add(show(object));
    }

    @Override
    public void onDisorder(long groupId, long objectId) {
        events.add("disorder " + groupId + ":" + objectId);
    }

    @Override
    public void onOverLimit(long payloadLength) {
        events.add("over limit " + payloadLength);
    }

    static String show(MoqObject object) {
        return object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " p"
                + object.publisherPriority() + " " + object.status() + " \"" + object.text() + "\"";
    }
}
