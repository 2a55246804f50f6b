package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.Limits;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft14.internal.Bytes;
import org.moqj.draft14.internal.data.SubgroupStreamHeader.SubgroupIdMode;

class SubgroupParserTest {

    private static final SubgroupStreamHeader PLAIN =
            new SubgroupStreamHeader(1, 7, SubgroupIdMode.EXPLICIT, 5, 200, false, false);
    private static final SubgroupStreamHeader WITH_EXTENSIONS =
            new SubgroupStreamHeader(1, 7, SubgroupIdMode.ZERO, 0, 200, true, false);
    private static final SubgroupStreamHeader FIRST_OBJECT =
            new SubgroupStreamHeader(1, 7, SubgroupIdMode.FIRST_OBJECT, 0, 200, false, false);

    private final ObjectCollector collector = new ObjectCollector();

    private static SubgroupParser parser(SubgroupStreamHeader header) {
        return new SubgroupParser(header, Limits.defaults(), ByteBudget.of(Limits.defaults()), true);
    }

    @Test
    void readsObjectsAtAnySplit() throws ProtocolViolation, StreamFault {
        byte[] objects = Bytes.hex(
                "00", // Object ID Delta: id 0
                "04", // Object Payload Length
                Bytes.text("abcd"), // Object Payload
                "00", // Object ID Delta: id 1
                "02", // Object Payload Length
                Bytes.text("ef"), // Object Payload
                "4103", // Object ID Delta 259: id 261
                "00", // Object Payload Length
                "00", // Object Status: Normal
                "00", // Object ID Delta: id 262
                "00", // Object Payload Length
                "01", // Object Status: Does Not Exist
                "00", // Object ID Delta: id 263
                "00", // Object Payload Length
                "03", // Object Status: End of Group
                "00", // Object ID Delta: id 264
                "00", // Object Payload Length
                "04" // Object Status: End of Track
                );

        Splits.each(objects, () -> collector.begin(parser(PLAIN)), () -> {
            assertThat(collector.shown())
                    .containsExactly(
                            "7/5/0 200 NORMAL \"abcd\"",
                            "7/5/1 200 NORMAL \"ef\"",
                            "7/5/261 200 NORMAL \"\"",
                            "7/5/262 200 DOES_NOT_EXIST \"\"",
                            "7/5/263 200 END_OF_GROUP \"\"",
                            "7/5/264 200 END_OF_TRACK \"\"");
            assertThat(collector.parser().isBetweenObjects()).isTrue();
        });
    }

    /** The example of draft-14, section 10.5, with the length that its value really has. */
    @Test
    void readsExtensionHeadersAtAnySplit() throws ProtocolViolation, StreamFault {
        byte[] objects = Bytes.hex(
                "00", // Object ID Delta
                "16", // Extension Headers Length 22
                "04", // Extension Header Type 4
                "c00000008257dcd3", // Value 2186796243
                "404d", // Extension Header Type 77
                "0a", // Extension Header Length
                Bytes.text("traceID:12"), // Value
                "04", // Object Payload Length
                Bytes.text("abcd"), // Object Payload
                "00", // Object ID Delta
                "00", // Extension Headers Length
                "04", // Object Payload Length
                Bytes.text("efgh") // Object Payload
                );

        Splits.each(objects, () -> collector.begin(parser(WITH_EXTENSIONS)), () -> {
            assertThat(collector.shown()).containsExactly("7/0/0 200 NORMAL \"abcd\"", "7/0/1 200 NORMAL \"efgh\"");
            assertThat(collector.objects.get(0).extensionHeaders())
                    .containsExactly(
                            new ExtensionHeader.Numeric(4, 2186796243L),
                            new ExtensionHeader.Binary(77, ByteString.of("traceID:12")));
            assertThat(collector.objects.get(1).extensionHeaders()).isEmpty();
        });
    }

    @Test
    void findsSubgroupIdInFirstObject() throws ProtocolViolation, StreamFault {
        SubgroupParser parser = parser(FIRST_OBJECT);
        collector.begin(parser);
        assertThat(parser.isIdentified()).isFalse();

        collector.feed(Bytes.buffer(Bytes.hex("09"))); // Object ID Delta: id 9
        assertThat(parser.isIdentified()).isTrue();
        assertThat(parser.header()).isEqualTo(new SubgroupHeader(7, 9, 200, false, false));

        collector.feed(Bytes.buffer(Bytes.hex("0161" + "000162"))); // "a", then id 10 with "b"
        assertThat(collector.shown()).containsExactly("7/9/9 200 NORMAL \"a\"", "7/9/10 200 NORMAL \"b\"");
    }

    @Test
    void namesFieldInWhichStreamBreaksOff() throws ProtocolViolation, StreamFault {
        byte[] object = Bytes.hex(
                "4000", // Object ID Delta in two bytes
                "03", // Extension Headers Length
                "024001", // Extension headers
                "02", // Object Payload Length
                Bytes.text("ab") // Object Payload
                );
        List<String> fields = new ArrayList<>();
        for (int length = 1; length < object.length; length++) {
            collector.begin(parser(WITH_EXTENSIONS)).accept(Bytes.buffer(Arrays.copyOf(object, length)));
            assertThat(collector.parser().isBetweenObjects())
                    .as("after " + length)
                    .isFalse();
            fields.add(collector.parser().nextField());
        }

        assertThat(fields)
                .containsExactly(
                        "Object ID Delta",
                        "Extension Headers Length",
                        "Extension headers",
                        "Extension headers",
                        "Extension headers",
                        "Object Payload Length",
                        "Object Payload",
                        "Object Payload");
    }

    @ParameterizedTest
    @CsvSource({
        "000002, Object Status", // status 2
        "000005, Object Status", // status 5
        "0000c000000100000000, Object Status", // a status of many bytes
    })
    void rejectsUnknownStatus(String object, String field) {
        expectViolation(PLAIN, object, ProtocolViolation.Kind.INVALID, field);
    }

    @Test
    void rejectsExtensionHeadersOfObjectThatDoesNotExist() {
        expectViolation(
                WITH_EXTENSIONS,
                "00" // Object ID Delta
                        + "02" // Extension Headers Length
                        + "0400" // an extension header
                        + "00" // Object Payload Length
                        + "01", // Object Status: Does Not Exist
                ProtocolViolation.Kind.INVALID,
                "Extension Headers");
    }

    @Test
    void rejectsIdsBeyondTheLargest() {
        expectViolation(
                PLAIN,
                "ffffffffffffffff" // Object ID Delta: id 2^62-1
                        + "0161" // "a"
                        + "00", // Object ID Delta: one more
                ProtocolViolation.Kind.INVALID,
                "Object ID Delta");
    }

    @ParameterizedTest
    @CsvSource({
        "0002044000, INCOMPLETE, Extension Header Value", // a number of two bytes in one
        "00020502, INCOMPLETE, Extension Header Value", // two bytes of which there are none
        "00050580010000, INVALID, Extension Header Length", // 65536 bytes
        "000105, INCOMPLETE, Extension Header Length", // a type alone
    })
    void rejectsExtensionHeadersThatDoNotFitTheirBlock(String object, ProtocolViolation.Kind kind, String field) {
        expectViolation(WITH_EXTENSIONS, object, kind, field);
    }

    private void expectViolation(SubgroupStreamHeader header, String hex, ProtocolViolation.Kind kind, String field) {
        Splits.Feed feed = collector.begin(parser(header));

        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> feed.accept(Bytes.buffer(Bytes.hex(hex))))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(kind);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo(field);
                });
    }

    @Test
    void stopsAtPayloadOverTheLimit() {
        Limits limits = Limits.defaults().withMaxObjectSize(100);
        Splits.Feed feed = collector.begin(new SubgroupParser(PLAIN, limits, ByteBudget.of(limits), true));

        expectFault(feed, "00" + "4065", StreamEnd.Kind.OVER_LIMIT); // 101 bytes announced
    }

    @Test
    void acceptsPayloadAtTheLimit() throws ProtocolViolation, StreamFault {
        Limits limits = Limits.defaults().withMaxObjectSize(100);
        Splits.Feed feed = collector.begin(new SubgroupParser(PLAIN, limits, ByteBudget.of(limits), true));

        feed.accept(Bytes.buffer(Bytes.hex("00" + "4064" + "61".repeat(100))));

        assertThat(collector.objects)
                .singleElement()
                .extracting(MoqObject::payloadSize)
                .isEqualTo(100);
    }

    @Test
    void stopsAtExtensionHeadersOverTheLimit() {
        Splits.Feed feed = collector.begin(parser(WITH_EXTENSIONS));

        expectFault(feed, "00" + "80010001", StreamEnd.Kind.OVER_LIMIT); // 65537 bytes announced
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00" + "04" + "3c00" + "3c00" + "0161", // Prior Group ID Gap twice
                "00" + "04" + "3e00" + "3e00" + "0161", // Prior Object ID Gap twice
                "00" + "02" + "3c08" + "0161", // Prior Group ID Gap 8 before group 7
                "03" + "02" + "3e04" + "0161", // Prior Object ID Gap 4 before object 3
                "00" + "04" + "0b02" + "0b00" + "0161", // Immutable Extensions in themselves
                "00" + "03" + "0b01" + "04" + "0161", // Immutable Extensions that cannot be parsed
            })
    void findsMalformedTrack(String object) {
        expectFault(collector.begin(parser(WITH_EXTENSIONS)), object, StreamEnd.Kind.MALFORMED);
    }

    @Test
    void acceptsGapsAndImmutableExtensionsThatFit() throws ProtocolViolation, StreamFault {
        Splits.Feed feed = collector.begin(parser(WITH_EXTENSIONS));

        feed.accept(Bytes.buffer(Bytes.hex(
                "03", // Object ID Delta: id 3
                "08", // Extension Headers Length
                "3c07", // Prior Group ID Gap 7
                "3e03", // Prior Object ID Gap 3
                "0b02", // Immutable Extensions
                "0409", // in them, type 4 of value 9
                "0161" // "a"
                )));

        assertThat(collector.objects).hasSize(1);
    }

    @Test
    void acceptsGapsThatDoNotFitBehindRelayThatRenumbers() throws ProtocolViolation, StreamFault {
        Splits.Feed feed = collector.begin(
                new SubgroupParser(WITH_EXTENSIONS, Limits.defaults(), ByteBudget.of(Limits.defaults()), false));

        feed.accept(Bytes.buffer(Bytes.hex("00" + "02" + "3e04" + "0161")));

        assertThat(collector.objects).hasSize(1);
    }

    private static void expectFault(Splits.Feed feed, String hex, StreamEnd.Kind kind) {
        assertThatExceptionOfType(StreamFault.class)
                .isThrownBy(() -> feed.accept(Bytes.buffer(Bytes.hex(hex))))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    @Test
    void givesBackWhatUnfinishedObjectsTook() throws ProtocolViolation, StreamFault {
        ByteBudget budget = ByteBudget.of(Limits.defaults());
        SubgroupParser parser = new SubgroupParser(PLAIN, Limits.defaults(), budget, true);

        collector.begin(parser).accept(Bytes.buffer(Bytes.hex("00" + "7fff" + "6161"))); // 2 of 16383 bytes
        assertThat(budget.used()).isEqualTo(16383);
        collector.feed(Bytes.buffer(new byte[16381]));
        assertThat(budget.used()).as("the object is complete").isZero();

        collector.feed(Bytes.buffer(Bytes.hex("00" + "7fff" + "6161")));
        parser.release();
        assertThat(budget.used()).as("the stream is over").isZero();
    }

    @Test
    void countsExtensionHeadersUntilTheObjectIsComplete() throws ProtocolViolation, StreamFault {
        ByteBudget budget = ByteBudget.of(Limits.defaults());
        SubgroupParser parser = new SubgroupParser(WITH_EXTENSIONS, Limits.defaults(), budget, true);

        collector.begin(parser).accept(Bytes.buffer(Bytes.hex("00" + "04" + "2001" + "2002" + "02" + "61")));
        assertThat(budget.used()).as("two headers, and two bytes of payload").isEqualTo(4 + 2 * 64 + 2);
        collector.feed(Bytes.buffer(Bytes.hex("61")));
        assertThat(budget.used()).as("the object is complete").isZero();

        collector.feed(Bytes.buffer(Bytes.hex("00" + "04" + "2001" + "2002" + "02" + "61")));
        parser.release();
        assertThat(budget.used()).as("the stream is over").isZero();
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(10);
        Limits small = Limits.defaults().withMaxObjectSize(64);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            SubgroupParser parser =
                    new SubgroupParser(i % 2 == 0 ? PLAIN : WITH_EXTENSIONS, small, ByteBudget.of(small), true);
            ByteBuf in = Bytes.buffer(bytes);
            int objects = 0;
            try {
                while (parser.read(in) != null) {
                    objects++;
                }
                assertThat(in.isReadable()).as("all of it was read").isFalse();
            } catch (ProtocolViolation | StreamFault e) {
                assertThat(e).hasMessageMatching("(?s).+");
            }
            assertThat(objects).isLessThanOrEqualTo(bytes.length / 2);
        }
    }

    @Test
    void acceptsTheLargestId() throws ProtocolViolation, StreamFault {
        SubgroupParser parser = parser(PLAIN);

        collector
                .begin(parser)
                .accept(Bytes.buffer(Bytes.hex(
                        "fffffffffffffffe", // Object ID Delta: id 2^62-2
                        "0161", // "a"
                        "00", // Object ID Delta: id 2^62-1
                        "0162" // "b"
                        )));

        assertThat(collector.objects).extracting(MoqObject::objectId).containsExactly(Varint.MAX - 1, Varint.MAX);
        assertThat(parser.objectId()).isEqualTo(Varint.MAX);
    }

    @Test
    void knowsSubgroupZeroFromTheStart() {
        assertThat(parser(WITH_EXTENSIONS).isIdentified()).isTrue();
        assertThat(parser(WITH_EXTENSIONS).objectId()).isEqualTo(-1);
    }

    @Test
    void acceptsEmptyExtensionHeadersOfObjectThatDoesNotExist() throws ProtocolViolation, StreamFault {
        collector.begin(parser(WITH_EXTENSIONS)).accept(Bytes.buffer(Bytes.hex("00" + "00" + "00" + "01")));

        assertThat(collector.shown()).containsExactly("7/0/0 200 DOES_NOT_EXIST \"\"");
    }
}
