package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.Bytes;
import org.moqj.draft14.internal.data.SubgroupStreamHeader.SubgroupIdMode;

class StreamHeaderTest {

    /** Each of the twelve types, its bytes, and what it says (draft-14, section 10.4.2). */
    private static List<Arguments> subgroupHeaders() {
        String alias = "4100"; // Track Alias 256
        String group = "07"; // Group ID
        String subgroup = "05"; // Subgroup ID
        String priority = "c8"; // Publisher Priority 200
        return List.of(
                header("10" + alias + group + priority, SubgroupIdMode.ZERO, false, false),
                header("11" + alias + group + priority, SubgroupIdMode.ZERO, true, false),
                header("12" + alias + group + priority, SubgroupIdMode.FIRST_OBJECT, false, false),
                header("13" + alias + group + priority, SubgroupIdMode.FIRST_OBJECT, true, false),
                header("14" + alias + group + subgroup + priority, SubgroupIdMode.EXPLICIT, false, false),
                header("15" + alias + group + subgroup + priority, SubgroupIdMode.EXPLICIT, true, false),
                header("18" + alias + group + priority, SubgroupIdMode.ZERO, false, true),
                header("19" + alias + group + priority, SubgroupIdMode.ZERO, true, true),
                header("1a" + alias + group + priority, SubgroupIdMode.FIRST_OBJECT, false, true),
                header("1b" + alias + group + priority, SubgroupIdMode.FIRST_OBJECT, true, true),
                header("1c" + alias + group + subgroup + priority, SubgroupIdMode.EXPLICIT, false, true),
                header("1d" + alias + group + subgroup + priority, SubgroupIdMode.EXPLICIT, true, true));
    }

    private static Arguments header(String hex, SubgroupIdMode mode, boolean extensions, boolean endOfGroup) {
        long subgroupId = mode == SubgroupIdMode.EXPLICIT ? 5 : 0;
        return Arguments.of(hex, new SubgroupStreamHeader(256, 7, mode, subgroupId, 200, extensions, endOfGroup));
    }

    private static List<Arguments> headers() {
        List<Arguments> all = new ArrayList<>(subgroupHeaders());
        all.add(Arguments.of(
                "05" // Stream Type: FETCH_HEADER
                        + "4008", // Request ID 8, in two bytes
                new FetchStreamHeader(8)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("headers")
    void decodesAtAnySplit(String hex, StreamHeader expected) throws ProtocolViolation, StreamFault {
        List<StreamHeader> read = new ArrayList<>();

        Splits.each(
                Bytes.hex(hex),
                () -> {
                    read.clear();
                    StreamHeaderReader reader = new StreamHeaderReader();
                    return piece -> {
                        StreamHeader header = reader.read(piece);
                        if (header != null) {
                            read.add(header);
                        }
                    };
                },
                () -> assertThat(read).containsExactly(expected));
    }

    @ParameterizedTest
    @MethodSource("subgroupHeaders")
    void encodes(String hex, SubgroupStreamHeader header) {
        ByteBuf out = Unpooled.buffer();

        header.write(out);

        assertThat(Bytes.hexOf(out)).isEqualTo(hex);
        assertThat(header.type()).isEqualTo(Long.parseLong(hex.substring(0, 2), 16));
    }

    @Test
    void encodesFetchHeader() {
        ByteBuf out = Unpooled.buffer();

        new FetchStreamHeader(8).write(out);

        assertThat(Bytes.hexOf(out)).isEqualTo("0508");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void waitsForEveryMissingByte(String hex, StreamHeader expected) throws ProtocolViolation {
        byte[] bytes = Bytes.hex(hex);
        for (int length = 0; length < bytes.length; length++) {
            StreamHeaderReader reader = new StreamHeaderReader();

            assertThat(reader.read(Bytes.buffer(Arrays.copyOf(bytes, length)))).isNull();
            assertThat(reader.nextField())
                    .as("the field at " + length + " of " + expected)
                    .isNotEmpty();
        }
    }

    @Test
    void leavesWhatFollowsTheHeader() throws ProtocolViolation {
        ByteBuf in = Bytes.buffer(Bytes.hex("10" + "01" + "02" + "03" + "ffff"));

        new StreamHeaderReader().read(in);

        assertThat(in.readableBytes()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "04", "06", "0f", "16", "17", "1e", "1f", "20", "4110", "c000000000000110"})
    void rejectsUnknownType(String type) {
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> new StreamHeaderReader().read(Bytes.buffer(Bytes.hex(type))))
                .satisfies(violation -> {
                    assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
                    assertThat(violation.code()).isEqualTo(0x3);
                    assertThat(violation.field()).isEqualTo("Stream Type");
                });
    }

    @Test
    void picksTypeForWhatCoreOpens() {
        SubgroupStreamHeader zero = SubgroupStreamHeader.of(1, new SubgroupHeader(2, 0, 3, false, true));
        SubgroupStreamHeader explicit = SubgroupStreamHeader.of(1, new SubgroupHeader(2, 9, 3, true, false));

        assertThat(zero.type()).isEqualTo(0x18);
        assertThat(explicit.type()).isEqualTo(0x15);
        assertThat(explicit.subgroupId()).isEqualTo(9);
    }

    @Test
    void makesHeaderOfType() throws ProtocolViolation {
        assertThat(SubgroupStreamHeader.ofType(0x1d, 256, 7, 5, 200))
                .isEqualTo(new SubgroupStreamHeader(256, 7, SubgroupIdMode.EXPLICIT, 5, 200, true, true));
        assertThatExceptionOfType(ProtocolViolation.class)
                .isThrownBy(() -> SubgroupStreamHeader.ofType(0x16, 256, 7, 5, 200))
                .satisfies(violation -> assertThat(violation.field()).isEqualTo("Stream Type"));
    }
}
