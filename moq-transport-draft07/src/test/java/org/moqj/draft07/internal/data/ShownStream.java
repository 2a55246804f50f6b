package org.moqj.draft07.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.moqj.core.Limits;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.ProtocolViolation;

/** A stream's listener that keeps everything it was told, payloads as hex. */
final class ShownStream implements DataStreamListener {

    final List<String> events = new ArrayList<>();

    /** Reads {@code bytes} in one piece, byte by byte and at random splits, which must make no difference. */
    static List<String> atAnySplit(DataLayout layout, byte[] bytes, Random random) {
        List<String> whole = read(layout, bytes, () -> bytes.length);
        List<String> single = read(layout, bytes, () -> 1);
        List<String> pieces = read(layout, bytes, () -> 1 + random.nextInt(20));
        if (!single.equals(whole) || !pieces.equals(whole)) {
            throw new AssertionError("Whole: " + whole + "\nbyte by byte: " + single + "\nat random: " + pieces);
        }
        return whole;
    }

    /** How large the next piece is. */
    @FunctionalInterface
    private interface Size {
        int next();
    }

    private static List<String> read(DataLayout layout, byte[] bytes, Size size) {
        ShownStream shown = new ShownStream();
        DataStreamParser parser =
                new DataStreamParser(layout, AnyObject.MAX_PAYLOAD, ByteBudget.of(Limits.defaults()), shown);
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            while (in.isReadable()) {
                ByteBuf piece = in.readSlice(Math.min(in.readableBytes(), Math.max(1, size.next())));
                parser.read(piece);
            }
            parser.expectEnd();
            shown.events.add("end");
        } catch (ProtocolViolation violation) {
            shown.events.add(violation.code() + " " + violation.field() + " " + violation.kind());
        }
        return shown.events;
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
        events.add(AnyObject.shown(object));
    }

    @Override
    public void onDisorder(long groupId, long objectId) {
        events.add("disorder " + groupId + ":" + objectId);
    }

    @Override
    public void onOverLimit(long payloadLength) {
        events.add("over limit " + payloadLength);
    }
}
