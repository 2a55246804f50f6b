package org.moqj.tests.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.WireInspector;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Draft14;
import org.moqj.draft14.internal.data.FetchObjectWriter;
import org.moqj.draft14.internal.data.FetchParser;
import org.moqj.draft14.internal.data.ObjectDatagram;
import org.moqj.draft14.internal.data.ObjectParser;
import org.moqj.draft14.internal.data.ObjectWriter;
import org.moqj.draft14.internal.data.StreamFault;
import org.moqj.draft14.internal.data.StreamHeader;
import org.moqj.draft14.internal.data.StreamHeaderReader;
import org.moqj.draft14.internal.data.SubgroupObjectWriter;
import org.moqj.draft14.internal.data.SubgroupParser;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;

/** Streams and datagrams of draft-14. Lenient means that gaps in extension headers need not fit the ids. */
final class DataCodec14 implements DataCodec {

    /** What stands before a datagram's object. */
    private record DatagramHead(long type, long trackAlias) {}

    /** A stream that is being read. */
    private static final class Reading {

        private final StreamHeaderReader headerReader = new StreamHeaderReader();
        private final ByteBudget budget = ByteBudget.of(LIMITS);
        private final List<MoqObject> objects = new ArrayList<>();
        private final boolean gapsFit;
        private @Nullable StreamHeader header;
        private @Nullable ObjectParser parser;

        private Reading(boolean gapsFit) {
            this.gapsFit = gapsFit;
        }

        private void take(ByteBuf in) throws ProtocolViolation, StreamFault {
            if (parser == null) {
                header = headerReader.read(in);
                parser = header == null ? null : parser(header);
            }
            if (parser != null) {
                for (MoqObject object = parser.read(in); object != null; object = parser.read(in)) {
                    objects.add(object);
                }
            }
            Promise.that(!in.isReadable(), "everything is read");
        }

        private ObjectParser parser(StreamHeader found) {
            return found instanceof SubgroupStreamHeader subgroup
                    ? new SubgroupParser(subgroup, LIMITS, budget, gapsFit)
                    : new FetchParser(LIMITS, budget, gapsFit);
        }

        private Parsed end(String end) {
            if (parser != null) {
                parser.release();
            }
            Promise.same("what unfinished objects have taken", 0, budget.used());
            return new Parsed(header, objects, end);
        }

        private String whereItEnds() {
            if (parser == null) {
                return "cut off before " + headerReader.nextField();
            }
            return parser.isBetweenObjects() ? BETWEEN_OBJECTS : "cut off before " + parser.nextField();
        }
    }

    @Override
    public Parsed readStream(byte[] stream, int piece, boolean lenient) {
        Reading reading = new Reading(!lenient);
        try {
            for (int from = 0; from < stream.length; from += piece) {
                reading.take(Unpooled.wrappedBuffer(stream, from, Math.min(piece, stream.length - from)));
            }
            return reading.end(reading.whereItEnds());
        } catch (ProtocolViolation e) {
            return reading.end("violation " + e.getMessage());
        } catch (StreamFault e) {
            return reading.end("fault " + e.kind() + " " + e.getMessage());
        }
    }

    @Override
    public byte[] writeStream(Object header, List<MoqObject> objects) {
        StreamHeader stream = (StreamHeader) header;
        ObjectWriter writer = stream instanceof SubgroupStreamHeader subgroup
                ? new SubgroupObjectWriter(subgroup)
                : new FetchObjectWriter();
        ByteBuf out = Unpooled.buffer();
        try {
            stream.write(out);
            for (MoqObject object : objects) {
                int size = writer.headSize(object);
                int before = out.writerIndex();
                writer.writeHead(object, out);
                Promise.same("the size that was announced", size, out.writerIndex() - before);
                out.writeBytes(object.payload());
            }
            return bytes(out);
        } finally {
            out.release();
        }
    }

    @Override
    public Parsed readDatagram(byte[] datagram, boolean lenient) {
        try {
            ObjectDatagram read = ObjectDatagram.read(Unpooled.wrappedBuffer(datagram));
            return new Parsed(new DatagramHead(read.type(), read.trackAlias()), List.of(read.object()), "");
        } catch (ProtocolViolation e) {
            return new Parsed(null, List.of(), "violation " + e.getMessage());
        }
    }

    @Override
    public byte[] writeDatagram(Object header, MoqObject object, boolean lenient) {
        DatagramHead head = (DatagramHead) header;
        ObjectDatagram datagram = new ObjectDatagram(head.type(), head.trackAlias(), object);
        ByteBuf out = Unpooled.buffer();
        try {
            datagram.write(out);
            Promise.same("the size that was announced", datagram.size(), (long) out.readableBytes());
            return bytes(out);
        } finally {
            out.release();
        }
    }

    @Override
    public WireInspector inspector() {
        return new Draft14().inspector();
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
