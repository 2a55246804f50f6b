package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.Limits;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;

class FetchParserTest {

    private static final String A1 = "01" // Group ID
            + "00" // Subgroup ID
            + "01" // Object ID
            + "80" // Publisher Priority
            + "00" // Extension Headers Length
            + "0161"; // payload "a"

    private final ObjectCollector collector = new ObjectCollector();

    private static FetchParser parser(GroupOrder order) {
        FetchParser parser = new FetchParser(Limits.defaults(), ByteBudget.of(Limits.defaults()), true);
        parser.expectOrder(order);
        return parser;
    }

    private static String object(int group, int object) {
        return HexFormat.of().toHexDigits((byte) group)
                + "00"
                + HexFormat.of().toHexDigits((byte) object)
                + "80"
                + "00"
                + "0161";
    }

    @Test
    void readsObjectsAtAnySplit() throws ProtocolViolation, StreamFault {
        byte[] objects = Bytes.hex(
                "4100", // Group ID 256
                "03", // Subgroup ID
                "05", // Object ID
                "c8", // Publisher Priority 200
                "02", // Extension Headers Length
                "0409", // Extension header 4 of value 9
                "03", // Object Payload Length
                Bytes.text("abc"), // Object Payload
                "4101", // Group ID 257
                "00", // Subgroup ID
                "00", // Object ID
                "64", // Publisher Priority 100
                "00", // Extension Headers Length
                "00", // Object Payload Length
                "03" // Object Status: End of Group
                );

        Splits.each(objects, () -> collector.begin(parser(GroupOrder.ASCENDING)), () -> {
            assertThat(collector.shown())
                    .containsExactly("256/3/5 200 NORMAL \"abc\"", "257/0/0 100 END_OF_GROUP \"\"");
            assertThat(collector.objects.get(0).extensionHeaders()).containsExactly(new ExtensionHeader.Numeric(4, 9));
            assertThat(collector.parser().isBetweenObjects()).isTrue();
        });
    }

    @Test
    void namesFieldInWhichStreamBreaksOff() throws ProtocolViolation, StreamFault {
        byte[] object = Bytes.hex(A1);
        List<String> fields = new ArrayList<>();
        for (int length = 1; length < object.length; length++) {
            collector.begin(parser(GroupOrder.ASCENDING)).accept(Bytes.buffer(Arrays.copyOf(object, length)));
            assertThat(collector.parser().isBetweenObjects()).isFalse();
            fields.add(collector.parser().nextField());
        }

        assertThat(fields)
                .containsExactly(
                        "Subgroup ID",
                        "Object ID",
                        "Publisher Priority",
                        "Extension Headers Length",
                        "Object Payload Length",
                        "Object Payload");
    }

    @Test
    void acceptsEachOrder() throws ProtocolViolation, StreamFault {
        collector
                .begin(parser(GroupOrder.ASCENDING))
                .accept(Bytes.buffer(Bytes.hex(object(1, 0) + object(1, 5) + object(4, 0))));
        assertThat(collector.objects).hasSize(3);

        collector
                .begin(parser(GroupOrder.DESCENDING))
                .accept(Bytes.buffer(Bytes.hex(object(4, 0) + object(4, 1) + object(1, 0))));
        assertThat(collector.objects).hasSize(3);

        collector
                .begin(parser(GroupOrder.PUBLISHER_DEFAULT))
                .accept(Bytes.buffer(Bytes.hex(object(4, 0) + object(3, 0) + object(1, 0))));
        assertThat(collector.objects).hasSize(3);
    }

    private static List<Arguments> disorder() {
        return List.of(
                Arguments.of("an object twice", GroupOrder.ASCENDING, object(1, 1) + object(1, 1)),
                Arguments.of("an earlier object", GroupOrder.ASCENDING, object(1, 1) + object(1, 0)),
                Arguments.of("an earlier group", GroupOrder.ASCENDING, object(2, 0) + object(1, 0)),
                Arguments.of("a later group", GroupOrder.DESCENDING, object(1, 0) + object(2, 0)),
                Arguments.of(
                        "groups up and down",
                        GroupOrder.PUBLISHER_DEFAULT,
                        object(1, 0) + object(3, 0) + object(2, 0)));
    }

    @ParameterizedTest
    @MethodSource("disorder")
    void findsMalformedTrack(String what, GroupOrder order, String objects) {
        Splits.Feed feed = collector.begin(parser(order));

        assertThatExceptionOfType(StreamFault.class)
                .as(what)
                .isThrownBy(() -> feed.accept(Bytes.buffer(Bytes.hex(objects))))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamEnd.Kind.MALFORMED));
    }

    @Test
    void takesGroupZeroForAGroupLikeAnyOther() {
        Splits.Feed feed = collector.begin(parser(GroupOrder.DESCENDING));

        assertThatExceptionOfType(StreamFault.class)
                .isThrownBy(() -> feed.accept(Bytes.buffer(Bytes.hex(object(0, 0) + object(1, 0)))))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamEnd.Kind.MALFORMED));
    }

    @Test
    void findsMalformedTrackInExtensionHeaders() {
        Splits.Feed feed = collector.begin(parser(GroupOrder.ASCENDING));

        assertThatExceptionOfType(StreamFault.class)
                .isThrownBy(() -> feed.accept(Bytes.buffer(Bytes.hex(
                        "01", // Group ID
                        "00", // Subgroup ID
                        "01", // Object ID
                        "80", // Publisher Priority
                        "02", // Extension Headers Length
                        "3c02", // Prior Group ID Gap 2 before group 1
                        "0161" // payload "a"
                        ))))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamEnd.Kind.MALFORMED));
    }

    @Test
    void givesBackWhatAnUnfinishedObjectTook() throws ProtocolViolation, StreamFault {
        ByteBudget budget = ByteBudget.of(Limits.defaults());
        FetchParser parser = new FetchParser(Limits.defaults(), budget, true);

        collector.begin(parser).accept(Bytes.buffer(Bytes.hex("0100018000" + "7fff" + "61"))); // 1 of 16383 bytes
        assertThat(budget.used()).isEqualTo(16383);
        parser.release();

        assertThat(budget.used()).isZero();
    }

    @Test
    void knowsItsRequestFromTheStart() {
        assertThat(parser(GroupOrder.ASCENDING).isIdentified()).isTrue();
        assertThat(new FetchStreamHeader(8).type()).isEqualTo(0x05);
    }
}
