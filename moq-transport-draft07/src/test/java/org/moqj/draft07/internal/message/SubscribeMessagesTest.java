package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

class SubscribeMessagesTest {

    private static final TrackNamespace LIVE_CAM = TrackNamespace.of("live", "cam");

    @Test
    void subscribeAsTheRealRelayTakesIt() throws ProtocolViolation {
        MessageVector.check(
                """
                03                | Type = SUBSCRIBE
                19                | Length
                05                | Subscribe ID
                80 01 00 05       | Track Alias = 0x10005
                02                | Track Namespace: number of fields
                04 6c 69 76 65    | "live"
                03 63 61 6d       | "cam"
                05                | Track Name Length
                76 69 64 65 6f    | Track Name = "video"
                80                | Subscriber Priority, a byte and no varint
                00                | Group Order = the publisher's
                01                | Filter Type = Latest Group
                00                | Number of Parameters
                """,
                new Subscribe(
                        5,
                        0x10005,
                        LIVE_CAM,
                        ByteString.of("video"),
                        128,
                        GroupOrder.PUBLISHER_DEFAULT,
                        new Filter.LatestGroup(),
                        Parameters.NONE));
    }

    @Test
    void subscribeToTheLatestObjectWithParameters() throws ProtocolViolation {
        MessageVector.check(
                """
                03                | Type = SUBSCRIBE
                12                | Length
                00                | Subscribe ID
                01                | Track Alias
                01                | Track Namespace: number of fields
                00                | an empty field
                00                | Track Name Length
                ff                | Subscriber Priority = 255
                01                | Group Order = Ascending
                02                | Filter Type = Latest Object
                02                | Number of Parameters
                02                | Parameter Type = AUTHORIZATION INFO
                03                | Parameter Length
                61 62 63          | "abc"
                03                | Parameter Type = DELIVERY TIMEOUT
                02                | Parameter Length
                47 d0             | 2000 ms
                """,
                new Subscribe(
                        0,
                        1,
                        TrackNamespace.of(""),
                        ByteString.of(""),
                        255,
                        GroupOrder.ASCENDING,
                        new Filter.LatestObject(),
                        Parameters.NONE
                                .with(VersionParameter.AUTHORIZATION_INFO, ByteString.of("abc"))
                                .with(VersionParameter.DELIVERY_TIMEOUT, 2000)));
    }

    @Test
    void subscribeFromALocation() throws ProtocolViolation {
        MessageVector.check("""
                03                | Type = SUBSCRIBE
                0d                | Length
                00                | Subscribe ID
                01                | Track Alias
                01                | Track Namespace: number of fields
                01 61             | "a"
                01 62             | Track Name = "b"
                00                | Subscriber Priority
                02                | Group Order = Descending
                03                | Filter Type = AbsoluteStart
                07                | StartGroup
                09                | StartObject
                00                | Number of Parameters
                """, subscribe(GroupOrder.DESCENDING, new Filter.AbsoluteStart(new Location(7, 9))));
    }

    @Test
    void subscribeToARange() throws ProtocolViolation {
        MessageVector.check("""
                03                | Type = SUBSCRIBE
                10                | Length
                00                | Subscribe ID
                01                | Track Alias
                01                | Track Namespace: number of fields
                01 61             | "a"
                01 62             | Track Name = "b"
                00                | Subscriber Priority
                02                | Group Order = Descending
                04                | Filter Type = AbsoluteRange
                07                | StartGroup
                09                | StartObject
                40 40             | EndGroup = 64, as it is
                04                | EndObject, plus 1
                00                | Number of Parameters
                """, subscribe(GroupOrder.DESCENDING, new Filter.AbsoluteRange(new Location(7, 9), 64, 4)));
    }

    @Test
    void rejectsFilterTypesThatDoNotExist() {
        for (String type : new String[] {"00", "05", "3f"}) {
            assertInvalid(
                    "03 | Type\n 0b | Length\n 00 01 01 01 61 01 62 00 00 " + type + " 00 | SUBSCRIBE", "Filter Type");
        }
    }

    @Test
    void rejectsGroupOrdersThatDoNotExist() {
        assertInvalid("03 | Type\n 0b | Length\n 00 01 01 01 61 01 62 00 03 01 00 | SUBSCRIBE", "Group Order");
        assertInvalid("04 | Type\n 05 | Length\n 00 00 00 00 00 | SUBSCRIBE_OK, order 0", "Group Order");
        assertInvalid("04 | Type\n 05 | Length\n 00 00 03 00 00 | SUBSCRIBE_OK, order 3", "Group Order");
    }

    @Test
    void rejectsNamespacesWithoutFieldsOrWithTooMany() {
        assertInvalid("03 | Type\n 09 | Length\n 00 01 00 01 62 00 00 01 00 | no field", "Track Namespace");
        assertInvalid("03 | Type\n 03 | Length\n 00 01 21 | 33 fields", "Track Namespace");
    }

    @Test
    void rejectsADeliveryTimeoutOfTheWrongLength() {
        ProtocolViolation violation = MessageVector.violation("""
                03                | Type = SUBSCRIBE
                0f                | Length
                00 01 01 01 61    | Subscribe ID, Track Alias, namespace
                01 62 00 00 01    | name, priority, order, filter
                01                | Number of Parameters
                03                | Parameter Type = DELIVERY TIMEOUT
                02                | Parameter Length
                05 00             | a varint of one byte, and one more
                """);
        assertThat(violation.code()).isEqualTo(0x5);
        assertThat(violation.field()).isEqualTo("DELIVERY TIMEOUT");
    }

    @Test
    void ignoresAKnownParameterWhereItMeansNothing() throws ProtocolViolation {
        MessageVector.check(
                """
                06                | Type = ANNOUNCE
                08                | Length
                01                | Track Namespace: number of fields
                01 61             | "a"
                01                | Number of Parameters
                03                | Parameter Type = DELIVERY TIMEOUT, not for ANNOUNCE
                02                | Parameter Length
                05 00             | no varint
                """,
                new Announce(
                        TrackNamespace.of("a"),
                        Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, ByteString.copyOf(new byte[] {5, 0}))));
    }

    @Test
    void subscribeOkWithoutContent() throws ProtocolViolation {
        MessageVector.check("""
                04                | Type = SUBSCRIBE_OK
                05                | Length
                05                | Subscribe ID
                00                | Expires = not known
                02                | Group Order = Descending
                00                | ContentExists = no
                00                | Number of Parameters
                """, new SubscribeOk(5, 0, GroupOrder.DESCENDING, Optional.empty(), Parameters.NONE));
    }

    @Test
    void subscribeOkWithContentAndParameters() throws ProtocolViolation {
        MessageVector.check(
                """
                04                | Type = SUBSCRIBE_OK
                10                | Length
                05                | Subscribe ID
                47 d0             | Expires = 2000 ms
                01                | Group Order = Ascending
                01                | ContentExists = yes
                40 80             | Largest Group ID = 128
                03                | Largest Object ID
                02                | Number of Parameters
                03                | Parameter Type = DELIVERY TIMEOUT
                01                | Parameter Length
                20                | 32 ms
                04                | Parameter Type = MAX_CACHE_DURATION
                02                | Parameter Length
                40 ff             | 255 ms
                """,
                new SubscribeOk(
                        5,
                        2000,
                        GroupOrder.ASCENDING,
                        Optional.of(new Location(128, 3)),
                        Parameters.NONE
                                .with(VersionParameter.DELIVERY_TIMEOUT, 32)
                                .with(VersionParameter.MAX_CACHE_DURATION, 255)));
    }

    @Test
    void rejectsContentExistsOtherThanZeroAndOne() {
        assertInvalid("04 | Type\n 07 | Length\n 00 00 01 02 00 00 00 | SUBSCRIBE_OK", "ContentExists");
        assertInvalid("0b | Type\n 06 | Length\n 00 00 00 02 00 00 | SUBSCRIBE_DONE", "ContentExists");
    }

    @Test
    void subscribeError() throws ProtocolViolation {
        MessageVector.check("""
                05                | Type = SUBSCRIBE_ERROR
                07                | Length
                05                | Subscribe ID
                02                | Error Code = Retry Track Alias
                02                | Reason Phrase Length
                6e 6f             | "no"
                40 63             | Track Alias = 99
                """, new SubscribeError(5, 2, ReasonPhrase.of("no"), 99));
    }

    @Test
    void rejectsAReasonBeyondItsLimit() {
        assertInvalid("05 | Type\n 04 | Length\n 00 00 60 01 | Reason Phrase Length = 8193", "Reason Phrase");
    }

    @Test
    void subscribeUpdate() throws ProtocolViolation {
        MessageVector.check(
                """
                02                | Type = SUBSCRIBE_UPDATE
                0a                | Length
                05                | Subscribe ID
                07                | StartGroup
                02                | StartObject
                09                | EndGroup, plus 1
                00                | EndObject = whole group
                40                | Subscriber Priority = 64, one byte
                01                | Number of Parameters
                03                | Parameter Type = DELIVERY TIMEOUT
                01                | Parameter Length
                05                | 5 ms
                """,
                new SubscribeUpdate(5, 7, 2, 9, 0, 64, Parameters.NONE.with(VersionParameter.DELIVERY_TIMEOUT, 5)));
    }

    @Test
    void unsubscribe() throws ProtocolViolation {
        MessageVector.check("0a | Type\n 01 | Length\n 00 | Subscribe ID", new Unsubscribe(0));
    }

    @Test
    void subscribeDoneWithFinalLocation() throws ProtocolViolation {
        MessageVector.check("""
                0b                | Type = SUBSCRIBE_DONE
                09                | Length
                05                | Subscribe ID
                41 90             | Status Code = 400, not the draft's
                01                | Reason Phrase Length
                78                | "x"
                01                | ContentExists = yes
                06                | Final Group
                40 64             | Final Object = 100
                """, new SubscribeDone(5, 400, ReasonPhrase.of("x"), Optional.of(new Location(6, 100))));
    }

    @Test
    void subscribeDoneWithoutContent() throws ProtocolViolation {
        MessageVector.check("""
                0b                | Type = SUBSCRIBE_DONE
                04                | Length
                05                | Subscribe ID
                03                | Status Code = Track Ended
                00                | Reason Phrase Length
                00                | ContentExists = no
                """, new SubscribeDone(5, 3, ReasonPhrase.of(""), Optional.empty()));
    }

    private static Subscribe subscribe(GroupOrder order, Filter filter) {
        return new Subscribe(0, 1, TrackNamespace.of("a"), ByteString.of("b"), 0, order, filter, Parameters.NONE);
    }

    private static void assertInvalid(String lines, String field) {
        ProtocolViolation violation = MessageVector.violation(lines);
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }
}
