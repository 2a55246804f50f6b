package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.Location;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

class NamespaceMessagesTest {

    private static final TrackNamespace LIVE_CAM = TrackNamespace.of("live", "cam");

    @Test
    void announceAsTheRealRelayTakesIt() throws ProtocolViolation {
        MessageVector.check("""
                06                | Type = ANNOUNCE
                0b                | Length
                02                | Track Namespace: number of fields
                04 6c 69 76 65    | "live"
                03 63 61 6d       | "cam"
                00                | Number of Parameters
                """, new Announce(LIVE_CAM, Parameters.NONE));
    }

    @Test
    void announceOkAsTheRealRelaySendsIt() throws ProtocolViolation {
        MessageVector.check("""
                07                | Type = ANNOUNCE_OK
                0a                | Length
                02                | Track Namespace: number of fields
                04 6c 69 76 65    | "live"
                03 63 61 6d       | "cam"
                """, new AnnounceOk(LIVE_CAM));
    }

    @Test
    void announceError() throws ProtocolViolation {
        MessageVector.check("""
                08                | Type = ANNOUNCE_ERROR
                08                | Length
                01 01 61          | Track Namespace = ("a")
                40 40             | Error Code = 64
                02                | Reason Phrase Length
                6e 6f             | "no"
                """, new AnnounceError(TrackNamespace.of("a"), 64, ReasonPhrase.of("no")));
    }

    @Test
    void unannounce() throws ProtocolViolation {
        MessageVector.check(
                "09 | Type\n 03 | Length\n 01 01 61 | Track Namespace", new Unannounce(TrackNamespace.of("a")));
    }

    @Test
    void announceCancel() throws ProtocolViolation {
        MessageVector.check("""
                0c                | Type = ANNOUNCE_CANCEL
                05                | Length
                01 01 61          | Track Namespace = ("a")
                00                | Error Code
                00                | Reason Phrase Length
                """, new AnnounceCancel(TrackNamespace.of("a"), 0, ReasonPhrase.of("")));
    }

    @Test
    void subscribeAnnounces() throws ProtocolViolation {
        MessageVector.check(
                """
                11                | Type = SUBSCRIBE_ANNOUNCES
                07                | Length
                01 01 61          | Track Namespace Prefix = ("a")
                01                | Number of Parameters
                02                | Parameter Type = AUTHORIZATION INFO
                01                | Parameter Length
                78                | "x"
                """,
                new SubscribeAnnounces(
                        TrackNamespace.of("a"),
                        Parameters.NONE.with(VersionParameter.AUTHORIZATION_INFO, ByteString.of("x"))));
    }

    @Test
    void prefixesMayBeEmpty() throws ProtocolViolation {
        MessageVector.check(
                "11 | Type\n 02 | Length\n 00 | no field\n 00 | Number of Parameters",
                new SubscribeAnnounces(TrackNamespace.EMPTY, Parameters.NONE));
    }

    @Test
    void subscribeAnnouncesOk() throws ProtocolViolation {
        MessageVector.check(
                "12 | Type\n 03 | Length\n 01 01 61 | Track Namespace Prefix",
                new SubscribeAnnouncesOk(TrackNamespace.of("a")));
    }

    @Test
    void subscribeAnnouncesError() throws ProtocolViolation {
        MessageVector.check("""
                13                | Type = SUBSCRIBE_ANNOUNCES_ERROR
                06                | Length
                01 01 61          | Track Namespace Prefix = ("a")
                07                | Error Code
                01                | Reason Phrase Length
                78                | "x"
                """, new SubscribeAnnouncesError(TrackNamespace.of("a"), 7, ReasonPhrase.of("x")));
    }

    @Test
    void unsubscribeAnnounces() throws ProtocolViolation {
        MessageVector.check(
                "14 | Type\n 03 | Length\n 01 01 61 | Track Namespace Prefix",
                new UnsubscribeAnnounces(TrackNamespace.of("a")));
    }

    @Test
    void rejectsPrefixesWithTooManyFields() {
        assertInvalid("14 | Type\n 01 | Length\n 21 | 33 fields", "Track Namespace Prefix");
    }

    @Test
    void rejectsNamespacesWithoutFields() {
        for (String type : new String[] {"06", "07", "08", "09", "0c", "0d", "0e"}) {
            assertInvalid(type + " | Type\n 01 | Length\n 00 | no field", "Track Namespace");
        }
    }

    @Test
    void trackStatusRequest() throws ProtocolViolation {
        MessageVector.check("""
                0d                | Type = TRACK_STATUS_REQUEST
                05                | Length
                01 01 61          | Track Namespace = ("a")
                01 62             | Track Name = "b"
                """, new TrackStatusRequest(TrackNamespace.of("a"), ByteString.of("b")));
    }

    @Test
    void trackStatus() throws ProtocolViolation {
        MessageVector.check(
                """
                0e                | Type = TRACK_STATUS
                09                | Length
                01 01 61          | Track Namespace = ("a")
                01 62             | Track Name = "b"
                00                | Status Code = in progress
                40 47             | Last Group ID = 71
                05                | Last Object ID
                """,
                new TrackStatus(
                        TrackNamespace.of("a"), ByteString.of("b"), TrackStatusCode.IN_PROGRESS, new Location(71, 5)));
    }

    @Test
    void trackStatusOfATrackThatDoesNotExist() throws ProtocolViolation {
        MessageVector.check(
                "0e | Type\n 08 | Length\n 01 01 61 01 62 | namespace, name\n 01 00 00 | status, zeros",
                new TrackStatus(
                        TrackNamespace.of("a"), ByteString.of("b"), TrackStatusCode.DOES_NOT_EXIST, Location.ZERO));
    }

    @Test
    void rejectsTrackStatusesThatDoNotExist() {
        assertInvalid("0e | Type\n 08 | Length\n 01 01 61 01 62 05 00 00 | status 5", "Status Code");
    }

    @Test
    void rejectsLocationsOfTracksThatHaveNone() {
        assertInvalid("0e | Type\n 08 | Length\n 01 01 61 01 62 01 01 00 | does not exist, 1:0", "Last Group ID");
        assertInvalid("0e | Type\n 08 | Length\n 01 01 61 01 62 02 00 01 | not begun, 0:1", "Last Object ID");
    }

    private static void assertInvalid(String lines, String field) {
        ProtocolViolation violation = MessageVector.violation(lines);
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo(field);
    }
}
