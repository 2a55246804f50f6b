package org.moqj.core.spi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;

/** Fields of messages: what is read, and what is said of a field that is cut off, too long or forbidden. */
class WireReaderTest {

    private static WireReader reader(String hex) {
        return new WireReader(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    private static void assertViolation(ProtocolViolation.Kind kind, String field, ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOfSatisfying(ProtocolViolation.class, violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation).hasMessageStartingWith(field + ": ");
            assertThat(violation.getStackTrace()).isEmpty();
        });
    }

    @Test
    void readsEachKindOfField() throws Exception {
        WireReader in = reader(
                "25" // varint 37
                        + "ff" // u8 255
                        + "fffe" // u16 65534
                        + "01" // flag
                        + "02c3a4" // text of two bytes
                        + "02beef" // bytes with a length
                        + "cafe"); // bytes without

        assertThat(in.varint("a")).isEqualTo(37);
        assertThat(in.u8("b")).isEqualTo(255);
        assertThat(in.u16("c")).isEqualTo(65534);
        assertThat(in.flag("d")).isTrue();
        assertThat(in.text("e", 10)).isEqualTo("ä");
        assertThat(in.lengthPrefixed("f", 2)).hasToString("0xbeef");
        assertThat(in.remaining()).isEqualTo(2);
        assertThat(in.bytes("g", 2)).hasToString("0xcafe");
        assertThat(in.isAtEnd()).isTrue();
        in.expectEnd("MESSAGE");
    }

    @Test
    void namesTheFieldThatIsCutOff() {
        assertViolation(ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("").varint("a"));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("40").varint("a"));
        assertViolation(ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("").u8("a"));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("00").u16("a"));
        assertViolation(ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("").flag("a"));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("0261").text("a", 5));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("0261").lengthPrefixed("a", 5));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("61").bytes("a", 2));
        assertViolation(
                ProtocolViolation.Kind.INCOMPLETE, "a", () -> reader("61").slice("a", 2));
    }

    @Test
    void refusesForbiddenValuesBeforeTakingMemory() {
        assertViolation(ProtocolViolation.Kind.INVALID, "a", () -> reader("02").flag("a"));
        assertViolation(ProtocolViolation.Kind.INVALID, "a", () -> reader("06").boundedVarint("a", 5));
        assertViolation(ProtocolViolation.Kind.INVALID, "a", () -> reader("ffffffffffffffff")
                .boundedVarint("a", 5));
        assertViolation(ProtocolViolation.Kind.INVALID, "a", () -> reader("ffffffffffffffff")
                .lengthPrefixed("a", 4096));
        assertViolation(
                ProtocolViolation.Kind.INVALID, "a", () -> reader("bfffffff").text("a", 4096));
        assertViolation(
                ProtocolViolation.Kind.INVALID, "Length", () -> reader("00").expectEnd("MESSAGE"));
    }

    @Test
    void boundIsItselfAllowed() throws Exception {
        assertThat(reader("05").boundedVarint("a", 5)).isEqualTo(5);
        assertThat(reader("4005").boundedVarint("a", 5)).isEqualTo(5);
        assertThat(reader("00").lengthPrefixed("a", 0)).isEqualTo(ByteString.of(""));
    }

    @Test
    void sliceKeepsItsReaderInside() throws Exception {
        WireReader in = reader("010203");

        WireReader part = in.slice("part", 2);

        assertThat(part.u8("a")).isOne();
        assertThat(part.u8("b")).isEqualTo(2);
        assertViolation(ProtocolViolation.Kind.INCOMPLETE, "c", () -> part.u8("c"));
        assertThat(in.u8("d")).isEqualTo(3);
    }

    @Test
    void textThatIsNoUtf8IsReplaced() throws Exception {
        assertThat(reader("03ff61fe").text("a", 10)).isEqualTo("\ufffda\ufffd");
    }

    @Property
    void readsWhatWasWritten(
            @ForAll @LongRange(min = 0, max = Varint.MAX) long number,
            @ForAll @IntRange(max = 255) int u8,
            @ForAll @IntRange(max = 65535) int u16,
            @ForAll boolean flag,
            @ForAll @Size(max = 100) byte[] bytes,
            @ForAll String text)
            throws Exception {
        ByteBuf out = Unpooled.buffer();
        new WireWriter(out)
                .varint(number)
                .u8(u8)
                .u16(u16)
                .flag(flag)
                .lengthPrefixed(ByteString.copyOf(bytes))
                .text(text);
        String utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int size = out.readableBytes();

        WireReader in = new WireReader(out);
        assertThat(in.varint("a")).isEqualTo(number);
        assertThat(in.u8("b")).isEqualTo(u8);
        assertThat(in.u16("c")).isEqualTo(u16);
        assertThat(in.flag("d")).isEqualTo(flag);
        assertThat(in.lengthPrefixed("e", 100).toByteArray()).isEqualTo(bytes);
        assertThat(in.text("f", size)).isEqualTo(utf8);
        in.expectEnd("MESSAGE");
    }

    @Property
    void anyBytesGiveAValueOrAViolation(@ForAll @Size(max = 20) byte[] bytes) {
        WireReader in = new WireReader(Unpooled.wrappedBuffer(bytes));
        try {
            long number = in.varint("a");
            ByteString value = in.lengthPrefixed("b", 8);
            assertThat(number).isBetween(0L, Varint.MAX);
            assertThat(value.size()).isLessThanOrEqualTo(8);
        } catch (ProtocolViolation violation) {
            assertThat(violation.field()).isIn("a", "b");
        }
    }
}
