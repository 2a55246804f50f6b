package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

/** What holds for every data stream and datagram, whatever is in it. */
class DataStreamRoundTripTest {

    @Provide
    Arbitrary<AnyObjects.Sent> streams() {
        return Arbitraries.oneOf(AnyObjects.subgroup(), AnyObjects.fetch());
    }

    @Provide
    Arbitrary<ObjectDatagram> datagrams() {
        return AnyObjects.datagram();
    }

    private static List<String> shown(AnyObjects.Sent sent) {
        List<String> shown = new ArrayList<>();
        shown.add(sent.header().toString());
        sent.objects().forEach(object -> shown.add(StreamReading.show(object)));
        shown.add("true " + (sent.header() instanceof SubgroupStreamHeader ? "Object ID Delta" : "Group ID"));
        return shown;
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void streamComesBackAtAnySplit(@ForAll("streams") AnyObjects.Sent sent, @ForAll Random random) {
        Statistics.label("stream type").collect(sent.header().type());
        Statistics.label("stream type").coverage(types -> LongStream.concat(
                        LongStream.of(FetchStreamHeader.TYPE),
                        LongStream.range(0x10, 0x20).filter(SubgroupStreamHeader::isType))
                .forEach(type -> types.check(type).count(count -> count > 0)));

        assertThat(StreamReading.atEachSplit(sent.bytes(), sent.order(), random))
                .allSatisfy(found -> assertThat(found).isEqualTo(shown(sent)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void bytesOfAPeerAreTheSameAtAnySplit(
            @ForAll("streams") AnyObjects.Sent sent, @ForAll Random random, @ForAll @Size(max = 4) List<Byte> noise) {
        byte[] bytes = sent.bytes();
        for (Byte value : noise) {
            bytes[random.nextInt(Math.min(bytes.length, 60))] = value;
        }

        List<List<String>> found = StreamReading.atEachSplit(bytes, sent.order(), random);

        assertThat(found).allSatisfy(one -> assertThat(one).isEqualTo(found.get(0)));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void datagramComesBackAsItWasWritten(@ForAll("datagrams") ObjectDatagram datagram) throws ProtocolViolation {
        Statistics.label("datagram type").collect(datagram.type());
        Statistics.label("datagram type")
                .coverage(types -> LongStream.concat(LongStream.range(0x00, 0x08), LongStream.of(0x20, 0x21))
                        .forEach(type -> types.check(type).count(count -> count > 0)));
        ByteBuf out = Unpooled.buffer();
        datagram.write(out);
        assertThat(datagram.size()).isEqualTo(out.readableBytes());

        ObjectDatagram read = ObjectDatagram.read(out);

        assertThat(read.type()).isEqualTo(datagram.type());
        assertThat(read.trackAlias()).isEqualTo(datagram.trackAlias());
        assertThat(StreamReading.show(read.object())).isEqualTo(StreamReading.show(datagram.object()));
        assertThat(out.isReadable()).isFalse();
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void datagramOfAPeerIsADatagramOrAViolation(
            @ForAll("datagrams") ObjectDatagram datagram,
            @ForAll Random random,
            @ForAll @Size(max = 4) List<Byte> noise)
            throws ProtocolViolation {
        ByteBuf out = Unpooled.buffer();
        datagram.write(out);
        byte[] bytes = ByteBufUtil.getBytes(out);
        for (Byte value : noise) {
            bytes[random.nextInt(Math.min(bytes.length, 60))] = value;
        }

        ObjectDatagram read;
        try {
            read = ObjectDatagram.read(Bytes.buffer(bytes));
        } catch (ProtocolViolation violation) {
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation.field()).isNotEmpty();
            return;
        }
        ByteBuf again = Unpooled.buffer();
        read.write(again);
        assertThat(StreamReading.show(ObjectDatagram.read(again).object()))
                .isEqualTo(StreamReading.show(read.object()));
    }
}
