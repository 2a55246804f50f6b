package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The table of the draft (section 6), read from its text. */
class ControlMessageTypeTest {

    private static final Map<Long, String> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry(0x2L, "SUBSCRIBE_UPDATE"),
            Map.entry(0x3L, "SUBSCRIBE"),
            Map.entry(0x4L, "SUBSCRIBE_OK"),
            Map.entry(0x5L, "SUBSCRIBE_ERROR"),
            Map.entry(0x6L, "ANNOUNCE"),
            Map.entry(0x7L, "ANNOUNCE_OK"),
            Map.entry(0x8L, "ANNOUNCE_ERROR"),
            Map.entry(0x9L, "UNANNOUNCE"),
            Map.entry(0xAL, "UNSUBSCRIBE"),
            Map.entry(0xBL, "SUBSCRIBE_DONE"),
            Map.entry(0xCL, "ANNOUNCE_CANCEL"),
            Map.entry(0xDL, "TRACK_STATUS_REQUEST"),
            Map.entry(0xEL, "TRACK_STATUS"),
            Map.entry(0x10L, "GOAWAY"),
            Map.entry(0x11L, "SUBSCRIBE_ANNOUNCES"),
            Map.entry(0x12L, "SUBSCRIBE_ANNOUNCES_OK"),
            Map.entry(0x13L, "SUBSCRIBE_ANNOUNCES_ERROR"),
            Map.entry(0x14L, "UNSUBSCRIBE_ANNOUNCES"),
            Map.entry(0x15L, "MAX_SUBSCRIBE_ID"),
            Map.entry(0x16L, "FETCH"),
            Map.entry(0x17L, "FETCH_CANCEL"),
            Map.entry(0x18L, "FETCH_OK"),
            Map.entry(0x19L, "FETCH_ERROR"),
            Map.entry(0x40L, "CLIENT_SETUP"),
            Map.entry(0x41L, "SERVER_SETUP")));

    @Test
    void hasTheRowsOfTheDraft() throws ProtocolViolation {
        Map<Long, String> known = new TreeMap<>();
        for (ControlMessageType type : ControlMessageType.values()) {
            known.put(type.code(), type.name());
            assertThat(ControlMessageType.of(type.code())).isEqualTo(type);
        }
        assertThat(known).isEqualTo(TABLE);
    }

    @Test
    void rejectsEveryOtherNumber() {
        for (long code = 0; code < 0x200; code++) {
            long unknown = code;
            if (!TABLE.containsKey(unknown)) {
                assertThatExceptionOfType(ProtocolViolation.class)
                        .isThrownBy(() -> ControlMessageType.of(unknown))
                        .satisfies(violation -> {
                            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.UNKNOWN_TYPE);
                            assertThat(violation.code()).isEqualTo(0x3);
                            assertThat(violation.field()).isEqualTo("Message Type");
                        });
            }
        }
    }
}
