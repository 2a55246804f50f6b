package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The limits that the draft leaves to us or states: what is at one is taken, what is beyond it is not. */
class LimitsTest {

    @Test
    void takesAReasonOfItsLimit() throws ProtocolViolation {
        SubscribeError atLimit = new SubscribeError(1, 2, ByteString.copyOf(new byte[8192]), 3);
        assertThat(MessageVector.decode(MessageVector.encode(atLimit))).isEqualTo(atLimit);
    }

    @Test
    void rejectsReasonsBeyondTheirLimitInEveryMessageThatHasOne() {
        String[] messages = {
            "05 04 00 00", // SUBSCRIBE_ERROR
            "08 06 01 01 61 00", // ANNOUNCE_ERROR
            "0b 04 00 00", // SUBSCRIBE_DONE
            "0c 06 01 01 61 00", // ANNOUNCE_CANCEL
            "13 06 01 01 61 00", // SUBSCRIBE_ANNOUNCES_ERROR
            "19 04 00 00" // FETCH_ERROR
        };
        for (String message : messages) {
            assertInvalid(message + " 60 01 | Reason Phrase Length = 8193", "Reason Phrase");
        }
    }

    @Test
    void takesAUriOfItsLimit() throws ProtocolViolation {
        Goaway atLimit = new Goaway(ByteString.copyOf(new byte[8192]));
        assertThat(MessageVector.decode(MessageVector.encode(atLimit))).isEqualTo(atLimit);
    }

    @Test
    void takesNamespacesOfThirtyTwoFields() throws ProtocolViolation {
        TrackNamespace longest = new TrackNamespace(Collections.nCopies(32, ByteString.of("a")));
        for (ControlMessage message : List.of(new AnnounceOk(longest), new SubscribeAnnouncesOk(longest))) {
            assertThat(MessageVector.decode(MessageVector.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void rejectsNamespacesOfThirtyThreeFieldsInEveryMessage() {
        for (String type : new String[] {"06", "07", "08", "09", "0c", "0d", "0e"}) {
            assertInvalid(type + " 01 21 | 33 fields", "Track Namespace");
        }
        assertInvalid("16 02 00 21 | FETCH", "Track Namespace");
        for (String type : new String[] {"11", "12", "13", "14"}) {
            assertInvalid(type + " 01 21 | 33 fields", "Track Namespace Prefix");
        }
    }

    @Test
    void rejectsAFetchWithoutANamespace() {
        assertInvalid("16 02 00 00 | FETCH", "Track Namespace");
    }

    @Test
    void takesAsManyVersionsAsItsLimitAndNoMore() throws ProtocolViolation {
        ClientSetup atLimit = new ClientSetup(Collections.nCopies(256, 7L), Parameters.NONE);
        assertThat(MessageVector.decode(MessageVector.encode(atLimit))).isEqualTo(atLimit);
        assertInvalid("40 40 02 41 01 | 257 versions", "Number of Supported Versions");
    }

    @Test
    void takesAMessageOfItsLimitAndNoLargerOne() throws ProtocolViolation {
        AnnounceOk message = new AnnounceOk(TrackNamespace.of("a".repeat(97)));
        byte[] bytes =
                MessageVector.encode(message); // 100 bytes of payload: the count, a length of two bytes, the field
        assertThat(bytes).hasSize(103);
        assertThat(next(new ControlFraming(Unpooled.buffer().alloc(), 100), bytes))
                .isEqualTo(message);
        ProtocolViolation violation = catchThrowableOfType(
                ProtocolViolation.class,
                () -> next(new ControlFraming(Unpooled.buffer().alloc(), 99), bytes));
        assertThat(violation.field()).isEqualTo("Message Length");
        assertThat(violation.code()).isEqualTo(0x3);
    }

    @Test
    void reasonsThatAreSentAreCutAtTheirLimit() {
        assertThat(ReasonPhrase.of("x".repeat(1024)).size()).isEqualTo(1024);
        assertThat(ReasonPhrase.of("x".repeat(1025)).size()).isEqualTo(1024);
        assertThat(ReasonPhrase.of("x" + "é".repeat(512)).size()).isEqualTo(1023);
        assertThat(ReasonPhrase.of("")).isEqualTo(ByteString.of(""));
    }

    private static ControlMessage next(ControlFraming framing, byte[] bytes) throws ProtocolViolation {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        ControlMessage message = framing.next(in);
        assertThat(in.isReadable()).isFalse();
        return message;
    }

    private static void assertInvalid(String lines, String field) {
        ProtocolViolation violation = MessageVector.violation(lines);
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }
}
