package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.draft14.internal.Bytes;

/** What stands before a payload, and how many bytes it takes (draft-14, sections 10.4.2 and 10.4.4). */
class ObjectWriterTest {

    private static final List<ExtensionHeader> EXTENSIONS =
            List.of(new ExtensionHeader.Numeric(4, 300), new ExtensionHeader.Binary(77, ByteString.of("id")));

    private static MoqObject object(List<ExtensionHeader> extensions, int size) {
        return MoqObject.of(256, 70, 300, 200, ForwardingPreference.SUBGROUP, extensions, new byte[size], 0, size);
    }

    private static MoqObject status(ObjectStatus status) {
        return MoqObject.ofStatus(256, 70, 300, 200, ForwardingPreference.SUBGROUP, List.of(), status);
    }

    private static List<Arguments> subgroupObjects() {
        String delta = "412c"; // Object ID Delta 300
        String extensions = "08" // Extension Headers Length
                + "04412c" // type 4 of value 300
                + "404d026964"; // type 77 of "id"
        return List.of(
                Arguments.of(false, object(List.of(), 2), delta + "02"),
                Arguments.of(false, object(List.of(), 100), delta + "4064"),
                Arguments.of(false, object(List.of(), 0), delta + "00" + "00"),
                Arguments.of(false, status(ObjectStatus.END_OF_GROUP), delta + "00" + "03"),
                Arguments.of(true, object(List.of(), 2), delta + "00" + "02"),
                Arguments.of(true, object(EXTENSIONS, 100), delta + extensions + "4064"),
                Arguments.of(true, object(EXTENSIONS, 0), delta + extensions + "00" + "00"));
    }

    @ParameterizedTest
    @MethodSource("subgroupObjects")
    void writesHeadOnSubgroupStream(boolean withExtensions, MoqObject object, String hex) {
        SubgroupStreamHeader header =
                SubgroupStreamHeader.of(1, new SubgroupHeader(256, 70, 200, withExtensions, false));

        check(new SubgroupObjectWriter(header), object, hex);
    }

    private static List<Arguments> fetchedObjects() {
        String ids = "4100" // Group ID 256
                + "4046" // Subgroup ID 70
                + "412c" // Object ID 300
                + "c8"; // Publisher Priority 200
        return List.of(
                Arguments.of(object(List.of(), 2), ids + "00" + "02"),
                Arguments.of(object(EXTENSIONS, 100), ids + "08" + "04412c" + "404d026964" + "4064"),
                Arguments.of(status(ObjectStatus.DOES_NOT_EXIST), ids + "00" + "00" + "01"));
    }

    @ParameterizedTest
    @MethodSource("fetchedObjects")
    void writesHeadOnFetchStream(MoqObject object, String hex) {
        check(new FetchObjectWriter(), object, hex);
    }

    private static void check(ObjectWriter writer, MoqObject object, String hex) {
        ByteBuf out = Unpooled.buffer();

        assertThat(writer.headSize(object)).isEqualTo(hex.length() / 2);
        writer.writeHead(object, out);

        assertThat(Bytes.hexOf(out)).isEqualTo(hex);
    }
}
