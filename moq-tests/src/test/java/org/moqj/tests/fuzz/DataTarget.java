package org.moqj.tests.fuzz;

import java.util.Arrays;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.WireInspector;

/**
 * A stream or a datagram of any bytes. The first byte of the input is the size of the pieces that the stream comes in,
 * the second says which of the two it is, and whether the way of moq-rs is read. It reads the same however it is cut, no
 * object is larger than allowed, and what was accepted survives being written and read again.
 */
final class DataTarget implements FuzzTarget.Experiment {

    private static final int DATAGRAM = 1;
    private static final int LENIENT = 2;

    private final DataCodec codec;

    DataTarget(DataCodec codec) {
        this.codec = codec;
    }

    @Override
    public int run(byte[] input) {
        byte[] data = data(input);
        if (is(input, DATAGRAM)) {
            codec.readDatagram(data, is(input, LENIENT));
        } else {
            codec.readStream(data, 1 + data.length, is(input, LENIENT));
        }
        return data.length;
    }

    @Override
    public void check(byte[] input) {
        if (is(input, DATAGRAM)) {
            checkDatagram(data(input), is(input, LENIENT));
        } else {
            checkStream(data(input), input.length == 0 ? 1 : 1 + (input[0] & 0xff), is(input, LENIENT));
        }
    }

    private static byte[] data(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(2, input.length), input.length);
    }

    private static boolean is(byte[] input, int bit) {
        return input.length > 1 && (input[1] & bit) != 0;
    }

    private void checkStream(byte[] data, int piece, boolean lenient) {
        DataCodec.Parsed whole = codec.readStream(data, 1 + data.length, lenient);
        DataCodec.Parsed pieces = codec.readStream(data, piece, lenient);
        Promise.same("whole and in pieces", whole.shown(), pieces.shown());
        Promise.same("ends whole and in pieces", whole.end(), pieces.end());
        checkSizes(whole);
        if (whole.header() != null) {
            byte[] written = codec.writeStream(whole.header(), whole.objects());
            DataCodec.Parsed again = codec.readStream(written, written.length, lenient);
            Promise.same("read again", whole.shown(), again.shown());
            if (!lenient && again.end().equals(DataCodec.BETWEEN_OBJECTS)) {
                Fields.check(codec.inspector(), WireInspector.Kind.STREAM, written);
            }
        }
    }

    private void checkDatagram(byte[] data, boolean lenient) {
        DataCodec.Parsed parsed = codec.readDatagram(data, lenient);
        checkSizes(parsed);
        if (parsed.header() != null) {
            byte[] written =
                    codec.writeDatagram(parsed.header(), parsed.objects().get(0), lenient);
            Promise.same(
                    "read again",
                    parsed.shown(),
                    codec.readDatagram(written, lenient).shown());
            if (!lenient) {
                Fields.check(codec.inspector(), WireInspector.Kind.DATAGRAM, written);
            }
        }
    }

    private static void checkSizes(DataCodec.Parsed parsed) {
        for (MoqObject object : parsed.objects()) {
            Promise.that(object.payloadSize() <= DataCodec.LIMITS.maxObjectSize(), "an object is within the limit");
        }
    }
}
