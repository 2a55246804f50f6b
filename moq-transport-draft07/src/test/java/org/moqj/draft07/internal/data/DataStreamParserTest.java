package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Wire;

class DataStreamParserTest {

    private static final int LIMIT = 1000;

    private static final String SUBGROUP = """
            04             | Type = STREAM_HEADER_SUBGROUP
            80 01 00 05    | Track Alias = 0x10005
            40 40          | Group ID = 64
            03             | Subgroup ID
            c8             | Publisher Priority = 200, one byte
            00             | Object ID
            02             | Object Payload Length
            68 69          | "hi"
            05             | Object ID, after a gap
            00             | Object Payload Length
            00             | Object Status = normal and empty
            40 64          | Object ID = 100
            40 03          | Object Payload Length, not the shortest form
            61 62 63       | "abc"
            40 65          | Object ID = 101
            00             | Object Payload Length
            05             | Object Status = end of subgroup
            """;

    private static final List<String> SUBGROUP_EVENTS = List.of(
            "SubgroupStreamHeader[subscribeId=-1, trackAlias=65541, groupId=64, subgroupId=3, publisherPriority=200]",
            "64/3/0 p200 NORMAL \"hi\"",
            "64/3/5 p200 NORMAL \"\"",
            "64/3/100 p200 NORMAL \"abc\"",
            "64/3/101 p200 END_OF_SUBGROUP \"\"");

    private static final String FETCH = """
            05             | Type = FETCH_HEADER
            40 41          | Subscribe ID = 65
            07             | Group ID
            01             | Subgroup ID
            02             | Object ID
            80             | Publisher Priority = 128
            02             | Object Payload Length
            68 69          | "hi"
            07             | Group ID
            00             | Subgroup ID, of no meaning for the order
            03             | Object ID
            01             | Publisher Priority
            00             | Object Payload Length
            03             | Object Status = end of group
            08             | Group ID
            00             | Subgroup ID
            00             | Object ID
            ff             | Publisher Priority = 255
            01             | Object Payload Length
            78             | "x"
            """;

    private static final List<String> FETCH_EVENTS =
            List.of("fetch 65", "7/1/2 p128 NORMAL \"hi\"", "7/0/3 p1 END_OF_GROUP \"\"", "8/0/0 p255 NORMAL \"x\"");

    private static final String MOQ_RS = """
            04             | Type = STREAM_HEADER_SUBGROUP
            05             | Subscribe ID
            80 01 00 05    | Track Alias
            06             | Group ID
            00             | Subgroup ID
            7f             | Publisher Priority
            00             | Object ID
            01             | Object Payload Length
            78             | "x"
            """;

    @Test
    void readsASubgroupAtAnySplit() throws ProtocolViolation {
        byte[] bytes = Wire.bytes(SUBGROUP);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(ParsedStream.inPieces(Draft07Layout.INSTANCE, LIMIT, bytes, size).events)
                    .as("pieces of %d", size)
                    .isEqualTo(SUBGROUP_EVENTS);
        }
    }

    @Test
    void readsAFetchAtAnySplit() throws ProtocolViolation {
        byte[] bytes = Wire.bytes(FETCH);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(ParsedStream.inPieces(Draft07Layout.INSTANCE, LIMIT, bytes, size).events)
                    .as("pieces of %d", size)
                    .isEqualTo(FETCH_EVENTS);
        }
    }

    @Test
    void readsTheHeaderOfMoqRsAtAnySplit() throws ProtocolViolation {
        byte[] bytes = Wire.bytes(MOQ_RS);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(ParsedStream.inPieces(moqRs(), LIMIT, bytes, size).events)
                    .containsExactly(
                            "SubgroupStreamHeader[subscribeId=5, trackAlias=65541, groupId=6, subgroupId=0,"
                                    + " publisherPriority=127]",
                            "6/0/0 p127 NORMAL \"x\"");
        }
    }

    @Test
    void tellsTheDraftsHeaderFromThatOfMoqRs() throws ProtocolViolation {
        assertThat(ParsedStream.whole(moqRs(), LIMIT, Wire.bytes(SUBGROUP)).events)
                .isEqualTo(SUBGROUP_EVENTS);
    }

    @Test
    void readsEveryStatus() throws ProtocolViolation {
        String[] names = {"NORMAL", "DOES_NOT_EXIST", null, "END_OF_GROUP", "END_OF_TRACK", "END_OF_SUBGROUP"};
        for (int code = 0; code < names.length; code++) {
            if (names[code] != null) {
                byte[] bytes = Wire.bytes("04 01 02 03 04 | header\n 09 00 0" + code + " | object");
                assertThat(ParsedStream.whole(Draft07Layout.INSTANCE, LIMIT, bytes).events)
                        .contains("2/3/9 p4 " + names[code] + " \"\"");
            }
        }
    }

    @Test
    void rejectsStatusesThatDoNotExist() {
        for (String status : new String[] {"02", "06", "3f", "40 50"}) {
            assertInvalid("04 01 02 03 04 | header\n 00 00 " + status + " | object", "Object Status");
            assertInvalid("05 01 | header\n 02 03 00 04 00 " + status + " | object", "Object Status");
        }
    }

    @Test
    void rejectsStreamTypesThatDoNotExist() {
        for (String type : new String[] {"00", "01", "02", "03", "06", "40 50"}) {
            ProtocolViolation violation = violation(type + " | Type");
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation.field()).isEqualTo("Stream Type");
        }
    }

    @Test
    void rejectsObjectIdsThatDoNotRise() {
        assertInvalid("04 01 02 03 04 | header\n 05 01 78 | object 5\n 05 01 78 | again", "Object ID");
        assertInvalid("04 01 02 03 04 | header\n 05 01 78 | object 5\n 04 01 78 | object 4", "Object ID");
        assertInvalid("05 00 | header\n 01 00 05 00 00 00 | 1:5\n 01 01 05 00 00 00 | again", "Object ID");
    }

    @Test
    void dropsObjectsThatDoNotRiseFromMoqRs() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("04 01 09 02 03 04 | header\n 05 01 78 | object 5\n 05 01 79 | again\n 06 01 7a | 6");
        assertThat(ParsedStream.whole(moqRs(), LIMIT, bytes).events)
                .containsSubsequence("2/3/5 p4 NORMAL \"x\"", "disorder 2:5", "2/3/6 p4 NORMAL \"z\"");
    }

    @Test
    void allowsTheStreamToEndBetweenObjectsAlone() {
        assertEndsAlone(Draft07Layout.INSTANCE, SUBGROUP, 9, 13, 16, 23, 27);
        assertEndsAlone(Draft07Layout.INSTANCE, FETCH, 3, 10, 16, 22);
        assertEndsAlone(moqRs(), MOQ_RS, 9, 12);
    }

    /** Checks that the stream may end after so many bytes, and after no other number of them. */
    private static void assertEndsAlone(DataLayout layout, String lines, Integer... boundaries) {
        byte[] bytes = Wire.bytes(lines);
        for (int length = 0; length <= bytes.length; length++) {
            ProtocolViolation violation = violation(layout, Arrays.copyOf(bytes, length));
            assertThat(violation == null)
                    .as("%d bytes", length)
                    .isEqualTo(List.of(boundaries).contains(length));
            if (violation != null) {
                assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
                assertThat(violation.code()).isEqualTo(0x3);
                assertThat(violation.field()).isNotEmpty();
            }
        }
    }

    @Test
    void namesTheFieldThatIsCutOff() {
        assertThat(violation("").field()).isEqualTo("Stream Type");
        assertThat(violation("04 01 | alias").field()).isEqualTo("Group ID");
        assertThat(violation("04 01 02 03 | no priority").field()).isEqualTo("Publisher Priority");
        assertThat(violation("04 01 02 03 04 40 | half an id").field()).isEqualTo("Object ID");
        assertThat(violation("04 01 02 03 04 05 02 78 | half a payload").field())
                .isEqualTo("Object Payload");
    }

    @Test
    void stopsAtAnObjectOverTheLimit() throws ProtocolViolation {
        byte[] bytes = Wire.bytes("04 01 02 03 04 | header\n 00 43 e9 | 1001 bytes\n 78 78 78 | some of them");
        assertThat(ParsedStream.whole(Draft07Layout.INSTANCE, LIMIT, bytes).events)
                .last()
                .isEqualTo("over limit 1001");
    }

    @Test
    void takesAnObjectAtTheLimit() throws ProtocolViolation {
        byte[] head = Wire.bytes("04 01 02 03 04 | header\n 00 43 e8 | 1000 bytes");
        byte[] bytes = Arrays.copyOf(head, head.length + 1000);
        Arrays.fill(bytes, head.length, bytes.length, (byte) 'x');
        assertThat(ParsedStream.inPieces(Draft07Layout.INSTANCE, LIMIT, bytes, 7).events)
                .last()
                .isEqualTo("2/3/0 p4 NORMAL \"" + "x".repeat(1000) + "\"");
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(80)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (4 + random.nextInt(2));
            DataStreamParser parser =
                    new DataStreamParser(moqRs(), LIMIT, ByteBudget.of(Limits.defaults()), new ParsedStream());
            try {
                parser.read(Unpooled.wrappedBuffer(bytes));
                parser.expectEnd();
            } catch (ProtocolViolation expected) {
                assertThat(expected.field()).isNotEmpty();
            }
        }
    }

    private static DataLayout moqRs() {
        return new MoqRsLayout(number -> number >= 0x10000);
    }

    private static void assertInvalid(String lines, String field) {
        ProtocolViolation violation = violation(lines);
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }

    private static ProtocolViolation violation(String lines) {
        return violation(Draft07Layout.INSTANCE, Wire.bytes(lines));
    }

    private static ProtocolViolation violation(DataLayout layout, byte[] bytes) {
        return catchThrowableOfType(ProtocolViolation.class, () -> ParsedStream.whole(layout, LIMIT, bytes));
    }
}
