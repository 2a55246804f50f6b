package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Draft07;
import org.moqj.draft07.internal.data.DataLayout;
import org.moqj.draft07.internal.data.DataStreamListener;
import org.moqj.draft07.internal.data.DataStreamParser;
import org.moqj.draft07.internal.data.Draft07Layout;
import org.moqj.draft07.internal.data.MoqRsLayout;
import org.moqj.draft07.internal.data.ObjectWriter;
import org.moqj.draft07.internal.data.SubgroupStreamHeader;

/** Streams and datagrams of draft-07. Lenient means the layout of moq-rs, to which even numbers are track aliases here. */
final class DataCodec07 implements DataCodec {

    private static final DataLayout MOQ_RS = new MoqRsLayout(number -> number % 2 == 0);

    /** What a fetch's stream begins with. */
    private record FetchHead(long subscribeId) {}

    /** What stands before a datagram's object. */
    private record DatagramHead(long subscribeId, long trackAlias) {}

    /** A stream that is being read. */
    private static final class Reading implements DataStreamListener {

        private final ByteBudget budget = ByteBudget.of(LIMITS);
        private final List<MoqObject> objects = new ArrayList<>();
        private final DataStreamParser parser;
        private @Nullable Object header;
        private int disordered;
        private String tooLarge = "";

        private Reading(DataLayout layout) {
            parser = new DataStreamParser(layout, LIMITS.maxObjectSize(), budget, this);
        }

        private void take(ByteBuf in) throws ProtocolViolation {
            parser.read(in);
            Promise.that(!in.isReadable() || !tooLarge.isEmpty(), "everything is read");
        }

        private Parsed end(String end) {
            parser.stop();
            Promise.same("what unfinished objects have taken", 0, budget.used());
            return new Parsed(header, objects, end + tooLarge + (disordered > 0 ? " disordered=" + disordered : ""));
        }

        @Override
        public void onSubgroupHeader(SubgroupStreamHeader found) {
            header = found;
        }

        @Override
        public void onFetchHeader(long subscribeId) {
            header = new FetchHead(subscribeId);
        }

        @Override
        public void onObject(MoqObject object) {
            objects.add(object);
        }

        @Override
        public void onDisorder(long groupId, long objectId) {
            disordered++;
        }

        @Override
        public void onOverLimit(long payloadLength) {
            tooLarge = " over the limit: " + payloadLength;
        }
    }

    private static DataLayout layout(boolean lenient) {
        return lenient ? MOQ_RS : Draft07Layout.INSTANCE;
    }

    @Override
    public Parsed readStream(byte[] stream, int piece, boolean lenient) {
        Reading reading = new Reading(layout(lenient));
        try {
            for (int from = 0; from < stream.length; from += piece) {
                reading.take(Unpooled.wrappedBuffer(stream, from, Math.min(piece, stream.length - from)));
            }
            reading.parser.expectEnd();
            return reading.end(BETWEEN_OBJECTS);
        } catch (ProtocolViolation e) {
            return reading.end("violation " + e.getMessage());
        }
    }

    @Override
    public byte[] writeStream(Object header, List<MoqObject> objects) {
        ByteBuf out = Unpooled.buffer();
        try {
            if (header instanceof FetchHead fetch) {
                ObjectWriter.writeFetchHeader(out, fetch.subscribeId());
                objects.forEach(object -> {
                    ObjectWriter.writeFetchFields(out, object);
                    ObjectWriter.writePayload(out, object, 0, object.payloadSize());
                });
            } else {
                SubgroupStreamHeader subgroup = (SubgroupStreamHeader) header;
                layout(subgroup.subscribeId() != SubgroupStreamHeader.NO_SUBSCRIBE_ID)
                        .writeSubgroupHeader(out, subgroup.subscribeId(), subgroup.trackAlias(), toCore(subgroup));
                objects.forEach(object -> {
                    ObjectWriter.writeSubgroupFields(out, object);
                    ObjectWriter.writePayload(out, object, 0, object.payloadSize());
                });
            }
            return bytes(out);
        } finally {
            out.release();
        }
    }

    private static SubgroupHeader toCore(SubgroupStreamHeader header) {
        return new SubgroupHeader(header.groupId(), header.subgroupId(), header.publisherPriority(), false, false);
    }

    @Override
    public Parsed readDatagram(byte[] datagram, boolean lenient) {
        List<MoqObject> objects = new ArrayList<>();
        List<DatagramHead> heads = new ArrayList<>();
        try {
            layout(lenient)
                    .readDatagram(
                            Unpooled.wrappedBuffer(datagram),
                            LIMITS.maxObjectSize(),
                            (subscribeId, trackAlias, object) -> {
                                heads.add(new DatagramHead(subscribeId, trackAlias));
                                objects.add(object);
                            });
            return new Parsed(heads.get(0), objects, "");
        } catch (ProtocolViolation e) {
            return new Parsed(null, List.of(), "violation " + e.getMessage());
        }
    }

    @Override
    public byte[] writeDatagram(Object header, MoqObject object, boolean lenient) {
        DatagramHead head = (DatagramHead) header;
        DataLayout layout = layout(lenient);
        ByteBuf out = Unpooled.buffer();
        try {
            layout.writeDatagram(out, head.subscribeId(), head.trackAlias(), object);
            int size = layout.datagramSize(head.subscribeId(), head.trackAlias(), object);
            Promise.same("the size that was announced", size, out.readableBytes());
            return bytes(out);
        } finally {
            out.release();
        }
    }

    @Override
    public WireInspector inspector() {
        return new Draft07().inspector();
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
