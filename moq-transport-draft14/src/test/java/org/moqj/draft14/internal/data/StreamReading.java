package org.moqj.draft14.internal.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.moqj.core.Limits;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads a whole unidirectional stream, header and objects, in pieces of given sizes, and keeps all that came of it. */
final class StreamReading {

    /** So many random splits are tried. */
    private static final int RANDOM_SPLITS = 5;

    private final Limits limits = Limits.defaults().withMaxObjectSize(20_000);
    private final GroupOrder order;
    private final StreamHeaderReader headers = new StreamHeaderReader();
    private final List<String> found = new ArrayList<>();
    private StreamHeader header;
    private ObjectParser parser;

    private StreamReading(GroupOrder order) {
        this.order = order;
    }

    /** How large the next piece is. */
    @FunctionalInterface
    private interface PieceSize {
        int next();
    }

    /** Returns what is found whole, byte by byte, and at random splits, each a list of its own. */
    static List<List<String>> atEachSplit(byte[] stream, GroupOrder order, Random random) {
        List<List<String>> all = new ArrayList<>();
        all.add(new StreamReading(order).read(stream, () -> stream.length));
        all.add(new StreamReading(order).read(stream, () -> 1));
        for (int i = 0; i < RANDOM_SPLITS; i++) {
            all.add(new StreamReading(order).read(stream, () -> 1 + random.nextInt(1 + random.nextInt(100))));
        }
        return all;
    }

    private List<String> read(byte[] stream, PieceSize pieces) {
        try {
            for (int from = 0; from < stream.length; ) {
                int size = Math.min(pieces.next(), stream.length - from);
                take(Unpooled.wrappedBuffer(stream, from, size));
                from += size;
            }
            found.add(parser == null ? headers.nextField() : parser.isBetweenObjects() + " " + parser.nextField());
        } catch (ProtocolViolation violation) {
            found.add(violation.kind() + " " + violation.code() + " " + violation.field());
        } catch (StreamFault fault) {
            found.add(fault.kind() + " " + fault.getMessage());
        }
        return found;
    }

    private void take(ByteBuf piece) throws ProtocolViolation, StreamFault {
        if (header == null) {
            header = headers.read(piece);
            if (header == null) {
                return;
            }
            found.add(header.toString());
            parser = parser();
        }
        for (MoqObject object = parser.read(piece); object != null; object = parser.read(piece)) {
            found.add(show(object));
        }
    }

    private ObjectParser parser() {
        if (header instanceof SubgroupStreamHeader subgroup) {
            return new SubgroupParser(subgroup, limits, ByteBudget.of(limits), true);
        }
        FetchParser fetch = new FetchParser(limits, ByteBudget.of(limits), true);
        fetch.expectOrder(order);
        return fetch;
    }

    /** Returns all that {@code object} says. */
    static String show(MoqObject object) {
        return object.groupId() + "/" + object.subgroupId() + "/" + object.objectId()
                + " " + object.publisherPriority()
                + " " + object.forwardingPreference()
                + " " + object.status()
                + " "
                + object.extensionHeaders().stream().map(StreamReading::show).toList()
                + " " + HexFormat.of().formatHex(object.payloadBytes());
    }

    private static String show(ExtensionHeader header) {
        return header instanceof ExtensionHeader.Binary binary
                ? binary.type() + "=" + HexFormat.of().formatHex(binary.value().toByteArray())
                : header.toString();
    }
}
