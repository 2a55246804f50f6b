package org.moqj.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.moqj.core.spi.wire.Varint;

/** Every message, stream and datagram type of each draft, on bytes that were assembled by hand. */
class WireVectorsTest {

    static List<WireVector> all() throws IOException {
        return WireVector.all();
    }

    static List<WireVector> control() throws IOException {
        return WireVector.control();
    }

    @Test
    void everyTypeOfDraft14IsThere() throws IOException {
        assertThat(types(14, "control"))
                .containsExactly(
                        0x2L, 0x3L, 0x4L, 0x5L, 0x6L, 0x7L, 0x8L, 0x9L, 0xaL, 0xbL, 0xcL, 0xdL, 0xeL, 0xfL, 0x10L,
                        0x11L, 0x12L, 0x13L, 0x14L, 0x15L, 0x16L, 0x17L, 0x18L, 0x19L, 0x1aL, 0x1dL, 0x1eL, 0x1fL,
                        0x20L, 0x21L);
        assertThat(types(14, "stream"))
                .containsExactly(
                        0x5L, 0x10L, 0x11L, 0x12L, 0x13L, 0x14L, 0x15L, 0x18L, 0x19L, 0x1aL, 0x1bL, 0x1cL, 0x1dL);
        assertThat(types(14, "datagram")).containsExactly(0x0L, 0x1L, 0x2L, 0x3L, 0x4L, 0x5L, 0x6L, 0x7L, 0x20L, 0x21L);
    }

    @Test
    void everyTypeOfDraft07IsThere() throws IOException {
        assertThat(types(7, "control"))
                .containsExactly(
                        0x2L, 0x3L, 0x4L, 0x5L, 0x6L, 0x7L, 0x8L, 0x9L, 0xaL, 0xbL, 0xcL, 0xdL, 0xeL, 0x10L, 0x11L,
                        0x12L, 0x13L, 0x14L, 0x15L, 0x16L, 0x17L, 0x18L, 0x19L, 0x40L, 0x41L);
        assertThat(types(7, "stream")).containsExactly(0x4L, 0x5L);
        assertThat(types(7, "datagram")).containsExactly(0x1L);
    }

    private static Set<Long> types(int draft, String kind) throws IOException {
        return all().stream()
                .filter(vector -> vector.draft() == draft && vector.kind().equals(kind))
                .map(vector -> type(vector.bytes()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long type(byte[] bytes) {
        return Varint.read(Unpooled.wrappedBuffer(bytes));
    }

    @ParameterizedTest
    @MethodSource("all")
    void decodes(WireVector vector) {
        JsonNode answer = Answers.decode(vector.draft(), vector.kind(), vector.bytes());

        assertThat(answer.get("fields")).hasToString(vector.json().toString());
        assertThat(answer.get("ok").booleanValue()).isTrue();
        assertThat(answer.get("type").textValue()).isEqualTo(vector.type());
        assertThat(answer.get("type_id").textValue()).isEqualTo(Long.toString(type(vector.bytes())));
        assertThat(answer.get("length").intValue()).isEqualTo(vector.bytes().length);
        assertThat(answer).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void encodes(WireVector vector) {
        JsonNode answer = Answers.encode(vector.draft(), vector.kind(), vector.type(), vector.json());

        assertThat(answer).hasToString("{\"ok\":true,\"hex\":\"" + vector.hex() + "\"}");
    }

    /** Only what may end anywhere has an end before its last byte: a stream after each object, a payload. */
    @ParameterizedTest
    @MethodSource("all")
    void saysThatBytesEndTooEarly(WireVector vector) {
        int ends = 0;
        for (int length = 0; length < vector.bytes().length; length++) {
            JsonNode answer = Answers.decode(vector.draft(), vector.kind(), Arrays.copyOf(vector.bytes(), length));
            if (answer.get("ok").booleanValue()) {
                ends++;
            } else {
                assertThat(answer.get("error").textValue())
                        .as("the first %d bytes: %s", length, answer)
                        .isEqualTo("incomplete");
                assertThat(answer.get("field").textValue()).isNotEmpty();
            }
        }
        assertThat(ends).isEqualTo(earlierEnds(vector));
    }

    private static int earlierEnds(WireVector vector) {
        JsonNode fields = vector.json();
        if (vector.kind().equals("stream")) {
            return fields.get("objects").size();
        }
        boolean endsWithDatagram =
                vector.kind().equals("datagram") && vector.draft() == 14 && fields.has("payload_hex");
        return endsWithDatagram ? fields.get("payload_length").asInt() : 0;
    }

    @ParameterizedTest
    @MethodSource("control")
    void saysThatAMessageIsShorterThanItsFields(WireVector vector) {
        byte[] payload = payload(vector);
        for (int length = 0; length < payload.length; length++) {
            JsonNode answer = Answers.decode(vector.draft(), "control", framed(vector, Arrays.copyOf(payload, length)));
            assertThat(answer.get("error"))
                    .as("%d bytes of payload: %s", length, answer)
                    .hasToString("\"incomplete\"");
        }
    }

    @ParameterizedTest
    @MethodSource("control")
    void refusesAByteTooMany(WireVector vector) {
        byte[] payload = payload(vector);
        byte[] inside = framed(vector, Arrays.copyOf(payload, payload.length + 1));
        byte[] after = Arrays.copyOf(vector.bytes(), vector.bytes().length + 1);

        for (byte[] bytes : List.of(inside, after)) {
            JsonNode answer = Answers.decode(vector.draft(), "control", bytes);
            assertThat(answer.get("error")).as("%s", answer).hasToString("\"invalid\"");
            assertThat(answer.get("field").textValue()).endsWith("Length");
        }
    }

    private static byte[] payload(WireVector vector) {
        ByteBuf in = Unpooled.wrappedBuffer(vector.bytes());
        Varint.read(in);
        int length = vector.draft() == 14 ? in.readUnsignedShort() : (int) Varint.read(in);
        assertThat(in.readableBytes()).isEqualTo(length);
        byte[] payload = new byte[length];
        in.readBytes(payload);
        return payload;
    }

    private static byte[] framed(WireVector vector, byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        Varint.write(out, type(vector.bytes()));
        if (vector.draft() == 14) {
            out.writeShort(payload.length);
        } else {
            Varint.write(out, payload.length);
        }
        out.writeBytes(payload);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }
}
