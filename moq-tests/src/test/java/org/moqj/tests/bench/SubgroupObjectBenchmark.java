package org.moqj.tests.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.moqj.core.Limits;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.data.DataStreamListener;
import org.moqj.draft07.internal.data.DataStreamParser;
import org.moqj.draft07.internal.data.Draft07Layout;
import org.moqj.draft07.internal.data.ObjectWriter;
import org.moqj.draft14.internal.data.StreamFault;
import org.moqj.draft14.internal.data.SubgroupObjectWriter;
import org.moqj.draft14.internal.data.SubgroupParser;
import org.moqj.draft14.internal.data.SubgroupStreamHeader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Objects of 100 bytes on one subgroup's stream; figures are for one object. Reading makes the object and its payload,
 * which {@link #objectAlone} makes without reading anything: what a header costs is the difference.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SubgroupObjectBenchmark {

    private static final int OBJECTS = 4096;
    private static final int PAYLOAD = 100;
    private static final SubgroupStreamHeader HEADER =
            new SubgroupStreamHeader(5, 7, SubgroupStreamHeader.SubgroupIdMode.EXPLICIT, 3, 128, true, false);
    private static final org.moqj.core.spi.draft.SubgroupHeader CORE_HEADER = HEADER.toCore(3);

    private final MoqObject[] objects = new MoqObject[OBJECTS];
    private final ByteBuf out = Unpooled.directBuffer(256);
    private final ByteBuf stream07 = Unpooled.directBuffer();
    private final ByteBuf stream14 = Unpooled.directBuffer();
    private final ByteBudget budget = ByteBudget.of(Limits.defaults());

    /** Makes the objects, and the streams that carry them. */
    @Setup
    public void prepare() {
        SubgroupObjectWriter writer = new SubgroupObjectWriter(HEADER);
        Draft07Layout.INSTANCE.writeSubgroupHeader(stream07, 0, 5, CORE_HEADER);
        for (int i = 0; i < OBJECTS; i++) {
            objects[i] = object(i);
            ObjectWriter.writeSubgroupFields(stream07, objects[i]);
            stream07.writeBytes(objects[i].payload());
            writer.writeHead(objects[i], stream14);
            stream14.writeBytes(objects[i].payload());
        }
    }

    private static MoqObject object(long id) {
        return MoqObject.of(7, 3, id, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[PAYLOAD], 0, PAYLOAD);
    }

    /** Frees the buffers. */
    @TearDown
    public void release() {
        out.release();
        stream07.release();
        stream14.release();
    }

    /** What stands before a payload, into a buffer that is there. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public void draft07WriteHeader(Blackhole blackhole) {
        for (MoqObject object : objects) {
            ObjectWriter.writeSubgroupFields(out.clear(), object);
            blackhole.consume(out);
        }
    }

    /** What stands before a payload, into a buffer that is there. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public void draft14WriteHeader(Blackhole blackhole) {
        SubgroupObjectWriter writer = new SubgroupObjectWriter(HEADER);
        for (MoqObject object : objects) {
            writer.writeHead(object, out.clear());
            blackhole.consume(out);
        }
    }

    /** An object and its payload, without any header. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public void objectAlone(Blackhole blackhole) {
        for (int i = 0; i < OBJECTS; i++) {
            blackhole.consume(object(i));
        }
    }

    /** From bytes to objects. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public void draft07Read(Blackhole blackhole) throws ProtocolViolation {
        DataStreamParser parser = new DataStreamParser(
                Draft07Layout.INSTANCE, Limits.defaults().maxObjectSize(), budget, new Consumer(blackhole));
        parser.read(stream07.readerIndex(0));
    }

    /** From bytes to objects. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public void draft14Read(Blackhole blackhole) throws ProtocolViolation, StreamFault {
        SubgroupParser parser = new SubgroupParser(HEADER, Limits.defaults(), budget, true);
        stream14.readerIndex(0);
        for (MoqObject object = parser.read(stream14); object != null; object = parser.read(stream14)) {
            blackhole.consume(object);
        }
    }

    /** Gives what draft-07's parser finds to the black hole. */
    private record Consumer(Blackhole blackhole) implements DataStreamListener {

        @Override
        public void onSubgroupHeader(org.moqj.draft07.internal.data.SubgroupStreamHeader header) {
            blackhole.consume(header);
        }

        @Override
        public void onFetchHeader(long subscribeId) {
            throw new AssertionError("a subgroup, not a fetch");
        }

        @Override
        public void onObject(MoqObject object) {
            blackhole.consume(object);
        }

        @Override
        public void onDisorder(long groupId, long objectId) {
            throw new AssertionError("ids rise");
        }

        @Override
        public void onOverLimit(long payloadLength) {
            throw new AssertionError("nothing is over a limit");
        }
    }
}
