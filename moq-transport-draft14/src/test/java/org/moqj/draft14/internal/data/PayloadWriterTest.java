package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;

class PayloadWriterTest {

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final CollectingStream stream = new CollectingStream();

    private static MoqObject object(long objectId, byte[] payload, ExtensionHeader... extensions) {
        return MoqObject.of(
                7, 0, objectId, 128, ForwardingPreference.SUBGROUP, List.of(extensions), payload, 0, payload.length);
    }

    @AfterEach
    void leaksNothing() {
        stream.release();
        assertThat(allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory())
                .isZero();
    }

    @Test
    void writesHeaderAndSmallPayloadInOneBuffer() {
        SubgroupStreamHeader header = SubgroupStreamHeader.of(1, new SubgroupHeader(7, 0, 128, false, false));
        SubgroupObjectWriter writer = new SubgroupObjectWriter(header);

        long first = PayloadWriter.write(stream, allocator, header, writer, object(0, new byte[] {'a', 'b'}), false);
        long second = PayloadWriter.write(stream, allocator, null, writer, object(3, new byte[] {'c'}), true);

        assertThat(first).isEqualTo(8);
        assertThat(second).isEqualTo(3);
        assertThat(stream.hex())
                .containsExactly(
                        "10" // Stream Type
                                + "01" // Track Alias
                                + "07" // Group ID
                                + "80" // Publisher Priority
                                + "00" // Object ID Delta
                                + "02" // Object Payload Length
                                + "6162", // Object Payload
                        "02" // Object ID Delta: 3 after 0
                                + "01" // Object Payload Length
                                + "63"); // Object Payload
        assertThat(stream.ended()).isEqualTo(2);
    }

    @Test
    void writesLargePayloadInPieces() {
        byte[] payload = new byte[200_000];
        new Random(2).nextBytes(payload);
        SubgroupStreamHeader header = SubgroupStreamHeader.of(1, new SubgroupHeader(7, 0, 128, false, false));

        long written = PayloadWriter.write(
                stream, allocator, header, new SubgroupObjectWriter(header), object(0, payload), true);

        assertThat(written).isEqualTo(4 + 1 + 4 + 200_000);
        assertThat(stream.sizes())
                .containsExactly(4 + 1 + 4 + PayloadWriter.PIECE, PayloadWriter.PIECE, PayloadWriter.PIECE, 3392);
        assertThat(stream.ended()).isEqualTo(4);
        String all = String.join("", stream.hex());
        assertThat(all).endsWith(HexFormat.of().formatHex(payload));
    }

    @Test
    void writesStatusAndExtensionHeaders() {
        SubgroupStreamHeader header = SubgroupStreamHeader.of(1, new SubgroupHeader(7, 0, 128, true, false));
        SubgroupObjectWriter writer = new SubgroupObjectWriter(header);
        MoqObject marker =
                MoqObject.ofStatus(7, 0, 1, 128, ForwardingPreference.SUBGROUP, List.of(), ObjectStatus.END_OF_GROUP);

        PayloadWriter.write(
                stream,
                allocator,
                null,
                writer,
                object(0, new byte[0], new ExtensionHeader.Binary(5, ByteString.of("x"))),
                false);
        PayloadWriter.write(stream, allocator, null, writer, marker, true);

        assertThat(stream.hex())
                .containsExactly(
                        "00" // Object ID Delta
                                + "03" // Extension Headers Length
                                + "050178" // Extension header 5 of "x"
                                + "00" // Object Payload Length
                                + "00", // Object Status: Normal
                        "00" // Object ID Delta
                                + "00" // Extension Headers Length
                                + "00" // Object Payload Length
                                + "03"); // Object Status: End of Group
    }

    @Test
    void writesFetchedObject() {
        PayloadWriter.write(
                stream,
                allocator,
                new FetchStreamHeader(8),
                new FetchObjectWriter(),
                object(5, new byte[] {'a'}),
                true);

        assertThat(stream.hex())
                .containsExactly(
                        "05" // Stream Type
                                + "08" // Request ID
                                + "07" // Group ID
                                + "00" // Subgroup ID
                                + "05" // Object ID
                                + "80" // Publisher Priority
                                + "00" // Extension Headers Length
                                + "01" // Object Payload Length
                                + "61"); // Object Payload
    }

    @Test
    void refusesWhatDoesNotFitTheStream() {
        SubgroupStreamHeader header = SubgroupStreamHeader.of(1, new SubgroupHeader(7, 0, 128, false, false));
        SubgroupObjectWriter writer = new SubgroupObjectWriter(header);
        PayloadWriter.write(stream, allocator, header, writer, object(4, new byte[] {'a'}), false);

        assertThatThrownBy(() -> write(writer, object(4, new byte[] {'a'})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> write(writer, object(5, new byte[] {'a'}, new ExtensionHeader.Numeric(2, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("extension headers");
        MoqObject otherGroup =
                MoqObject.of(8, 0, 5, 128, ForwardingPreference.SUBGROUP, List.of(), new byte[] {'a'}, 0, 1);
        assertThatThrownBy(() -> write(writer, otherGroup))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group 8");
    }

    private void write(SubgroupObjectWriter writer, MoqObject object) {
        PayloadWriter.write(stream, allocator, null, writer, object, false);
    }

    @Test
    void takesABufferThatNeedNotGrow() {
        SubgroupStreamHeader header = SubgroupStreamHeader.of(1, new SubgroupHeader(7, 0, 128, true, false));
        byte[] payload = new byte[1000];
        MoqObject object = object(0, payload, new ExtensionHeader.Binary(5, ByteString.copyOf(new byte[500])));
        SubgroupObjectWriter writer = new SubgroupObjectWriter(header);
        int needed = writer.headSize(object) + payload.length;

        PayloadWriter.write(stream, allocator, header, writer, object, true);

        int longestHeader = 33; // four integers of eight bytes, and the priority
        assertThat(stream.capacities()).containsExactly(longestHeader + needed);
    }
}
