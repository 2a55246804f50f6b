package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What holds for every stream and datagram, whatever is in its fields, and however it is split. */
class DataRoundTripTest {

    private static final DataLayout DRAFT = Draft07Layout.INSTANCE;

    @Provide
    Arbitrary<AnyObject.Subgroup> subgroups() {
        return AnyObject.subgroup();
    }

    @Provide
    Arbitrary<AnyObject.Fetched> fetches() {
        return AnyObject.fetched();
    }

    @Provide
    Arbitrary<AnyObject.Datagram> datagrams() {
        return AnyObject.datagram();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void subgroupsComeBackAsTheyWereWritten(@ForAll("subgroups") AnyObject.Subgroup subgroup, @ForAll Random random) {
        assertThat(ShownStream.atAnySplit(DRAFT, written(DRAFT, subgroup), random))
                .isEqualTo(expected(SubgroupStreamHeader.NO_SUBSCRIBE_ID, subgroup));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void subgroupsOfMoqRsComeBackAsTheyWereWritten(
            @ForAll("subgroups") AnyObject.Subgroup subgroup, @ForAll Random random) {
        DataLayout moqRs = new MoqRsLayout(number -> false);
        assertThat(ShownStream.atAnySplit(moqRs, written(moqRs, subgroup), random))
                .isEqualTo(expected(subgroup.subscribeId(), subgroup));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void fetchesComeBackAsTheyWereWritten(@ForAll("fetches") AnyObject.Fetched fetched, @ForAll Random random) {
        List<String> expected = new ArrayList<>(List.of("fetch " + fetched.subscribeId()));
        fetched.objects().forEach(object -> expected.add(AnyObject.shown(object)));
        expected.add("end");

        assertThat(ShownStream.atAnySplit(DRAFT, written(fetched), random)).isEqualTo(expected);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void bytesOfAPeerMeanTheSameAtAnySplit(
            @ForAll("subgroups") AnyObject.Subgroup subgroup,
            @ForAll("fetches") AnyObject.Fetched fetched,
            @ForAll Random random,
            @ForAll @Size(max = 4) List<Byte> noise) {
        byte[] bytes = random.nextBoolean() ? written(DRAFT, subgroup) : written(fetched);
        for (Byte value : noise) {
            bytes[random.nextInt(bytes.length)] = value;
        }
        byte[] cut = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));

        List<String> events = ShownStream.atAnySplit(DRAFT, cut, random);

        assertThat(events).isNotEmpty();
        assertThat(events.get(events.size() - 1)).matches("end|3 .*");
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void datagramsComeBackAsTheyWereWritten(@ForAll("datagrams") AnyObject.Datagram datagram) throws ProtocolViolation {
        String shown = datagram.trackAlias() + " " + AnyObject.shown(datagram.object());
        DataLayout moqRs = new MoqRsLayout(number -> false);

        assertThat(read(DRAFT, written(DRAFT, datagram)))
                .containsExactly(SubgroupStreamHeader.NO_SUBSCRIBE_ID + " " + shown);
        assertThat(read(moqRs, written(moqRs, datagram))).containsExactly(datagram.subscribeId() + " " + shown);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void datagramsAreNeededToTheirLastByteAndNoFurther(
            @ForAll("datagrams") AnyObject.Datagram datagram, @ForAll Random random) {
        byte[] bytes = written(DRAFT, datagram);

        assertViolation(Arrays.copyOf(bytes, random.nextInt(bytes.length)), ProtocolViolation.Kind.INCOMPLETE);
        assertViolation(Arrays.copyOf(bytes, bytes.length + 1), ProtocolViolation.Kind.INVALID);
    }

    private static void assertViolation(byte[] bytes, ProtocolViolation.Kind kind) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> read(DRAFT, bytes))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.code()).isEqualTo(0x3);
                });
    }

    private static List<String> expected(long subscribeId, AnyObject.Subgroup subgroup) {
        List<String> events = new ArrayList<>();
        events.add(new SubgroupStreamHeader(
                        subscribeId,
                        subgroup.trackAlias(),
                        subgroup.header().groupId(),
                        subgroup.header().subgroupId(),
                        subgroup.header().publisherPriority())
                .toString());
        subgroup.objects().forEach(object -> events.add(AnyObject.shown(object)));
        events.add("end");
        return events;
    }

    private static byte[] written(DataLayout layout, AnyObject.Subgroup subgroup) {
        ByteBuf out = Unpooled.buffer();
        layout.writeSubgroupHeader(out, subgroup.subscribeId(), subgroup.trackAlias(), subgroup.header());
        for (MoqObject object : subgroup.objects()) {
            ObjectWriter.writeSubgroupFields(out, object);
            ObjectWriter.writePayload(out, object, 0, object.payloadSize());
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] written(AnyObject.Fetched fetched) {
        ByteBuf out = Unpooled.buffer();
        ObjectWriter.writeFetchHeader(out, fetched.subscribeId());
        for (MoqObject object : fetched.objects()) {
            ObjectWriter.writeFetchFields(out, object);
            ObjectWriter.writePayload(out, object, 0, object.payloadSize());
        }
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] written(DataLayout layout, AnyObject.Datagram datagram) {
        ByteBuf out = Unpooled.buffer();
        layout.writeDatagram(out, datagram.subscribeId(), datagram.trackAlias(), datagram.object());
        assertThat(out.readableBytes())
                .isEqualTo(layout.datagramSize(datagram.subscribeId(), datagram.trackAlias(), datagram.object()));
        return ByteBufUtil.getBytes(out);
    }

    private static List<String> read(DataLayout layout, byte[] bytes) throws ProtocolViolation {
        List<String> objects = new ArrayList<>();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        layout.readDatagram(
                in,
                AnyObject.MAX_PAYLOAD,
                (id, alias, object) -> objects.add(id + " " + alias + " " + AnyObject.shown(object)));
        assertThat(in.isReadable()).isFalse();
        return objects;
    }
}
