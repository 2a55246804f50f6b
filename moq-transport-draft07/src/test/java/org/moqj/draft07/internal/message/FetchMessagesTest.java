package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

class FetchMessagesTest {

    @Test
    void fetch() throws ProtocolViolation {
        MessageVector.check(
                """
                16                | Type = FETCH
                0e                | Length
                06                | Subscribe ID
                01                | Track Namespace: number of fields
                01 61             | "a"
                01                | Track Name Length
                62                | Track Name = "b"
                c8                | Subscriber Priority = 200
                01                | Group Order = Ascending
                01                | StartGroup
                02                | StartObject
                40 43             | EndGroup = 67, as it is
                04                | EndObject, plus 1
                00                | Number of Parameters
                """,
                new Fetch(
                        6,
                        TrackNamespace.of("a"),
                        ByteString.of("b"),
                        200,
                        GroupOrder.ASCENDING,
                        new Location(1, 2),
                        67,
                        4,
                        Parameters.NONE));
    }

    @Test
    void fetchOk() throws ProtocolViolation {
        MessageVector.check(
                """
                18                | Type = FETCH_OK
                0a                | Length
                06                | Subscribe ID
                02                | Group Order = Descending
                01                | End Of Track = yes
                40 41             | Largest Group ID = 65, always there
                00                | Largest Object ID
                01                | Number of Parameters
                04                | Parameter Type = MAX_CACHE_DURATION
                01                | Parameter Length
                09                | 9 ms
                """,
                new FetchOk(
                        6,
                        GroupOrder.DESCENDING,
                        true,
                        new Location(65, 0),
                        Parameters.NONE.with(VersionParameter.MAX_CACHE_DURATION, 9)));
    }

    @Test
    void fetchError() throws ProtocolViolation {
        MessageVector.check("""
                19                | Type = FETCH_ERROR
                04                | Length
                06                | Subscribe ID
                05                | Error Code
                01                | Reason Phrase Length
                78                | "x"
                """, new FetchError(6, 5, ReasonPhrase.of("x")));
    }

    @Test
    void fetchCancel() throws ProtocolViolation {
        MessageVector.check("17 | Type\n 01 | Length\n 06 | Subscribe ID", new FetchCancel(6));
    }

    @Test
    void rejectsGroupOrdersThatDoNotExist() {
        assertInvalid("16 | Type\n 0d | Length\n 06 01 01 61 01 62 00 03 00 00 00 00 00 | FETCH", "Group Order");
        assertInvalid("18 | Type\n 06 | Length\n 06 00 00 00 00 00 | FETCH_OK, order 0", "Group Order");
    }

    @Test
    void rejectsEndOfTrackOtherThanZeroAndOne() {
        assertInvalid("18 | Type\n 06 | Length\n 06 01 02 00 00 00 | FETCH_OK", "End Of Track");
    }

    private static void assertInvalid(String lines, String field) {
        ProtocolViolation violation = MessageVector.violation(lines);
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }
}
