package org.moqj.tests.fuzz;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.WireInspector;

/** The data streams and datagrams of one draft, as tests of all drafts use them. */
interface DataCodec {

    /** Small enough for short inputs to go beyond. */
    Limits LIMITS = new Limits(4096, 256, 64 << 10, 8, 8, 8, 8, 8, 64 << 10, 8 << 10);

    /** How a stream ends that is whole. */
    String BETWEEN_OBJECTS = "between objects";

    /**
     * What a stream or datagram holds.
     *
     * @param header what stands before the first object; null where not all of it is there
     * @param objects all objects up to what is wrong
     * @param end how it ends, or what is wrong
     */
    record Parsed(@Nullable Object header, List<MoqObject> objects, String end) {

        /** Returns everything that two readings have to agree on but the end. */
        String shown() {
            return header + " " + objects.stream().map(Parsed::show).toList();
        }

        private static String show(MoqObject object) {
            return "%s/%d %d %s %s %s %s"
                    .formatted(
                            object.location(),
                            object.subgroupId(),
                            object.publisherPriority(),
                            object.forwardingPreference(),
                            object.status(),
                            object.extensionHeaders(),
                            HexFormat.of().formatHex(object.payloadBytes()));
        }
    }

    /**
     * Reads a unidirectional stream in pieces of this many bytes.
     *
     * @param lenient whether the way of moq-rs is read, which differs from draft to draft
     */
    Parsed readStream(byte[] stream, int piece, boolean lenient);

    /** Returns the stream of this header and these objects. */
    byte[] writeStream(Object header, List<MoqObject> objects);

    /** Reads a datagram; see {@link #readStream}. */
    Parsed readDatagram(byte[] datagram, boolean lenient);

    /** Returns the datagram that was read so. */
    byte[] writeDatagram(Object header, MoqObject object, boolean lenient);

    /** Returns what shows these streams and datagrams to people. */
    WireInspector inspector();
}
