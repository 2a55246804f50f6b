package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft07.internal.Wire;

class ControlFramingTest {

    private static final String TWO_MESSAGES = """
            0a 01 05       | UNSUBSCRIBE 5
            07 03 01 01 61 | ANNOUNCE_OK ("a")
            """;

    private static final List<ControlMessage> BOTH =
            List.of(new Unsubscribe(5), new AnnounceOk(TrackNamespace.of("a")));

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final ControlFraming framing = new ControlFraming(allocator, 1000);

    @AfterEach
    void leavesNothingBehind() {
        framing.release();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void readsSeveralMessagesFromOneBuffer() throws ProtocolViolation {
        assertThat(readAll(Wire.buffer(TWO_MESSAGES))).isEqualTo(BOTH);
    }

    @Test
    void readsMessagesByteByByte() throws ProtocolViolation {
        List<ControlMessage> messages = new ArrayList<>();
        for (byte single : Wire.bytes(TWO_MESSAGES)) {
            messages.addAll(readAll(Unpooled.wrappedBuffer(new byte[] {single})));
        }
        assertThat(messages).isEqualTo(BOTH);
        assertThat(framing.isInsideMessage()).isFalse();
    }

    @Test
    void readsMessagesAtAnySplit() throws ProtocolViolation {
        Random random = new Random(7);
        byte[] bytes = Wire.bytes(TWO_MESSAGES.repeat(20));
        for (int round = 0; round < 200; round++) {
            List<ControlMessage> messages = new ArrayList<>();
            for (int at = 0; at < bytes.length; ) {
                int size = Math.min(bytes.length - at, 1 + random.nextInt(9));
                messages.addAll(readAll(Unpooled.wrappedBuffer(bytes, at, size)));
                at += size;
            }
            assertThat(messages).hasSize(40).hasSameElementsAs(BOTH);
        }
    }

    @Test
    void takesLengthsThatAreNotTheShortest() throws ProtocolViolation {
        assertThat(readAll(Wire.buffer("40 0a | Type in two bytes\n 80 00 00 01 | Length in four\n 05 | ID")))
                .containsExactly(new Unsubscribe(5));
    }

    @Test
    void rejectsAnUnknownTypeBeforeItsPayload() {
        ProtocolViolation violation = violation("1a | SUBSCRIBES_BLOCKED came with draft-08");
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("Message Type");
    }

    @Test
    void rejectsALengthBeyondTheLimitBeforeItsPayload() {
        ProtocolViolation violation = violation("0a | Type\n 43 e9 | Length = 1001");
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("Message Length");
    }

    @Test
    void rejectsALengthBeyondTheLimitThatArrivesInPieces() throws ProtocolViolation {
        assertThat(framing.next(Wire.buffer("0a c0 00 00 | Type, half a length")))
                .isNull();
        assertThat(violation("00 ff ff ff ff | the rest").field()).isEqualTo("Message Length");
    }

    @Test
    void rejectsALengthThatIsTooShortForItsMessage() {
        ProtocolViolation violation = violation("07 | Type\n 02 | Length, one too few\n 01 01 61 | namespace");
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INCOMPLETE);
        assertThat(violation.field()).isEqualTo("Track Namespace");
    }

    @Test
    void freesTheBufferOfAMessageThatCannotBeWritten() {
        assertThatThrownBy(() -> ControlFraming.encode(new MaxSubscribeId(-1), allocator))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            ControlFraming fresh = new ControlFraming(allocator, 1000);
            ByteBuf in = Unpooled.wrappedBuffer(bytes);
            try {
                for (int i = 0; i < 60 && fresh.next(in) != null; i++) {
                    assertThat(in.readerIndex()).isPositive();
                }
            } catch (ProtocolViolation expected) {
                assertThat(expected.field()).isNotEmpty();
            } finally {
                fresh.release();
            }
        }
    }

    private List<ControlMessage> readAll(ByteBuf in) throws ProtocolViolation {
        List<ControlMessage> messages = new ArrayList<>();
        ControlMessage message = framing.next(in);
        while (message != null) {
            messages.add(message);
            message = framing.next(in);
        }
        assertThat(in.isReadable()).isFalse();
        return messages;
    }

    private ProtocolViolation violation(String lines) {
        return catchThrowableOfType(ProtocolViolation.class, () -> framing.next(Wire.buffer(lines)));
    }
}
