package org.moqj.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** SUBSCRIBE with its type and length: a namespace of three fields, a name, the filter Largest Object, one parameter. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SubscribeBenchmark {

    private static final String TRACK = "03046c6976650363616d0566726f6e74" + "05766964656f"; // live, cam, front: video
    private static final byte[] BYTES_07 =
            HexFormat.of().parseHex("0323" + "0580010005" + TRACK + "800002" + "01030247d0");
    private static final byte[] BYTES_14 = HexFormat.of().parseHex("03001f" + "04" + TRACK + "80000102" + "010247d0");
    private static final int MAX_LENGTH = 65535;

    private final ByteBuf in07 = Unpooled.wrappedBuffer(BYTES_07);
    private final ByteBuf in14 = Unpooled.wrappedBuffer(BYTES_14);
    private final ByteBuf out = Unpooled.directBuffer(256);
    private final org.moqj.draft07.internal.message.ControlFraming framing07 =
            new org.moqj.draft07.internal.message.ControlFraming(UnpooledByteBufAllocator.DEFAULT, MAX_LENGTH);
    private org.moqj.draft07.internal.message.ControlMessage message07;
    private org.moqj.draft14.internal.message.ControlMessage message14;

    /** Reads the messages that are to be written. */
    @Setup
    public void prepare() throws ProtocolViolation {
        message07 = draft07Decode();
        message14 = draft14Decode();
    }

    /** Frees what was written to. */
    @TearDown
    public void release() {
        out.release();
    }

    /** From bytes to the record. */
    @Benchmark
    public org.moqj.draft07.internal.message.ControlMessage draft07Decode() throws ProtocolViolation {
        return framing07.next(in07.readerIndex(0));
    }

    /** From the record to bytes. */
    @Benchmark
    public ByteBuf draft07Encode() {
        org.moqj.draft07.internal.message.ControlFraming.write(message07, out.clear());
        return out;
    }

    /** From bytes to the record. */
    @Benchmark
    public org.moqj.draft14.internal.message.ControlMessage draft14Decode() throws ProtocolViolation {
        return org.moqj.draft14.internal.message.ControlFraming.read(in14.readerIndex(0), MAX_LENGTH);
    }

    /** From the record to bytes. */
    @Benchmark
    public ByteBuf draft14Encode() {
        org.moqj.draft14.internal.message.ControlFraming.write(message14, out.clear());
        return out;
    }
}
