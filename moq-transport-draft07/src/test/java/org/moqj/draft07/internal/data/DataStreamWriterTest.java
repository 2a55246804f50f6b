package org.moqj.draft07.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ForwardingPreference;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.draft07.internal.Wire;

/** Streams as the draft's figures show them (draft-07, sections 7.3.1 and 7.3.2), written. */
class DataStreamWriterTest {

    private static final SubgroupHeader HEADER = new SubgroupHeader(64, 3, 200, false, false);

    private final ByteBuf out = Unpooled.buffer();

    @Test
    void writesTheHeaderOfASubgroup() {
        Draft07Layout.INSTANCE.writeSubgroupHeader(out, 5, 0x10005, HEADER);
        assertThat(written()).isEqualTo(Wire.bytes("""
                04             | Type = STREAM_HEADER_SUBGROUP
                80 01 00 05    | Track Alias = 0x10005
                40 40          | Group ID = 64
                03             | Subgroup ID
                c8             | Publisher Priority = 200, one byte
                """));
    }

    @Test
    void writesTheHeaderOfASubgroupForMoqRs() {
        new MoqRsLayout(number -> false).writeSubgroupHeader(out, 5, 0x10005, HEADER);
        assertThat(written()).isEqualTo(Wire.bytes("""
                04             | Type = STREAM_HEADER_SUBGROUP
                05             | Subscribe ID
                80 01 00 05    | Track Alias = 0x10005
                40 40          | Group ID = 64
                03             | Subgroup ID
                c8             | Publisher Priority = 200, one byte
                """));
    }

    @Test
    void writesTheObjectsOfASubgroup() {
        writeOnSubgroup(object(64, 3, 0, 200, "hi"));
        writeOnSubgroup(object(64, 3, 5, 200, ""));
        writeOnSubgroup(marker(64, 3, 101, 200, ObjectStatus.END_OF_SUBGROUP));
        assertThat(written()).isEqualTo(Wire.bytes("""
                00             | Object ID
                02             | Object Payload Length
                68 69          | "hi"
                05             | Object ID, after a gap
                00             | Object Payload Length
                00             | Object Status = normal and empty
                40 65          | Object ID = 101
                00             | Object Payload Length
                05             | Object Status = end of subgroup
                """));
    }

    @Test
    void writesAFetch() {
        ObjectWriter.writeFetchHeader(out, 65);
        writeOnFetch(object(7, 1, 2, 128, "hi"));
        writeOnFetch(marker(7, 0, 3, 1, ObjectStatus.END_OF_GROUP));
        writeOnFetch(object(8, 0, 0, 255, "x"));
        assertThat(written()).isEqualTo(Wire.bytes("""
                05             | Type = FETCH_HEADER
                40 41          | Subscribe ID = 65
                07             | Group ID
                01             | Subgroup ID
                02             | Object ID
                80             | Publisher Priority = 128
                02             | Object Payload Length
                68 69          | "hi"
                07             | Group ID
                00             | Subgroup ID
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
                """));
    }

    @Test
    void writesEveryStatus() {
        assertThat(ObjectStatus.values()).hasSize(5);
        assertThat(fieldsOf(ObjectStatus.NORMAL)).isEqualTo(Wire.bytes("09 00 00"));
        assertThat(fieldsOf(ObjectStatus.DOES_NOT_EXIST)).isEqualTo(Wire.bytes("09 00 01"));
        assertThat(fieldsOf(ObjectStatus.END_OF_GROUP)).isEqualTo(Wire.bytes("09 00 03"));
        assertThat(fieldsOf(ObjectStatus.END_OF_TRACK)).isEqualTo(Wire.bytes("09 00 04"));
        assertThat(fieldsOf(ObjectStatus.END_OF_SUBGROUP)).isEqualTo(Wire.bytes("09 00 05"));
    }

    private static byte[] fieldsOf(ObjectStatus status) {
        ByteBuf fields = Unpooled.buffer();
        ObjectWriter.writeSubgroupFields(fields, marker(1, 2, 9, 4, status));
        return ByteBufUtil.getBytes(fields);
    }

    @Test
    void writesAPayloadInPieces() {
        MoqObject object = object(1, 2, 3, 4, "abcdef");
        ObjectWriter.writePayload(out, object, 0, 2);
        ObjectWriter.writePayload(out, object, 2, 3);
        ObjectWriter.writePayload(out, object, 5, 0);
        ObjectWriter.writePayload(out, object, 5, 1);
        assertThat(new String(written(), StandardCharsets.UTF_8)).isEqualTo("abcdef");
    }

    @Test
    void streamTypesHaveTheNumbersOfTheDraft() {
        assertThat(StreamType.STREAM_HEADER_SUBGROUP.code()).isEqualTo(0x4);
        assertThat(StreamType.FETCH_HEADER.code()).isEqualTo(0x5);
        assertThat(StreamType.values()).hasSize(2);
    }

    private void writeOnSubgroup(MoqObject object) {
        ObjectWriter.writeSubgroupFields(out, object);
        ObjectWriter.writePayload(out, object, 0, object.payloadSize());
    }

    private void writeOnFetch(MoqObject object) {
        ObjectWriter.writeFetchFields(out, object);
        ObjectWriter.writePayload(out, object, 0, object.payloadSize());
    }

    private byte[] written() {
        return ByteBufUtil.getBytes(out);
    }

    private static MoqObject object(long group, long subgroup, long id, int priority, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return MoqObject.of(
                group, subgroup, id, priority, ForwardingPreference.SUBGROUP, List.of(), payload, 0, payload.length);
    }

    private static MoqObject marker(long group, long subgroup, long id, int priority, ObjectStatus status) {
        return MoqObject.ofStatus(group, subgroup, id, priority, ForwardingPreference.SUBGROUP, List.of(), status);
    }
}
