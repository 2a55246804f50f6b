package org.moqj.draft07.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.core.model.ByteString;
import org.moqj.core.spi.wire.ProtocolViolation;

class SetupMessagesTest {

    private static final long DRAFT_07 = 0xff000007L;

    @Test
    void clientSetupAsTheRealRelayTakesIt() throws ProtocolViolation {
        MessageVector.check("""
                40 40                   | Type = CLIENT_SETUP
                0d                      | Length
                01                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 07 | Supported Version = draft-07
                01                      | Number of Parameters
                00                      | Parameter Type = ROLE
                01                      | Parameter Length
                03                      | PubSub
                """, new ClientSetup(List.of(DRAFT_07), Parameters.NONE.with(SetupParameter.ROLE, 3)));
    }

    @Test
    void clientSetupWithEveryParameterAndAnUnknownOne() throws ProtocolViolation {
        Parameters parameters = Parameters.NONE
                .with(SetupParameter.ROLE, 1)
                .with(SetupParameter.PATH, ByteString.of("/a?b"))
                .with(SetupParameter.MAX_SUBSCRIBE_ID, 1000);
        List<Parameters.Parameter> list = new java.util.ArrayList<>(parameters.list());
        list.add(new Parameters.Parameter(0x7f, ByteString.of("x")));
        MessageVector.check("""
                40 40                   | Type = CLIENT_SETUP
                23                      | Length
                02                      | Number of Supported Versions
                c0 00 00 00 ff 00 00 08 | Supported Version = draft-08
                c0 00 00 00 ff 00 00 07 | Supported Version = draft-07
                04                      | Number of Parameters
                00                      | Parameter Type = ROLE
                01                      | Parameter Length
                01                      | Publisher
                01                      | Parameter Type = PATH
                04                      | Parameter Length
                2f 61 3f 62             | "/a?b"
                02                      | Parameter Type = MAX_SUBSCRIBE_ID
                02                      | Parameter Length
                43 e8                   | 1000
                40 7f                   | Parameter Type, unknown
                01                      | Parameter Length
                78                      | any bytes
                """, new ClientSetup(List.of(0xff000008L, DRAFT_07), new Parameters(list)));
    }

    @Test
    void serverSetupAsTheRealRelaySendsIt() throws ProtocolViolation {
        MessageVector.check("""
                40 41                   | Type = SERVER_SETUP
                0c                      | Length
                c0 00 00 00 ff 00 00 07 | Selected Version = draft-07
                01                      | Number of Parameters
                00                      | Parameter Type = ROLE
                01                      | Parameter Length
                03                      | PubSub
                """, new ServerSetup(DRAFT_07, Parameters.NONE.with(SetupParameter.ROLE, 3)));
    }

    @Test
    void rejectsRolesThatDoNotExist() {
        for (String role : List.of("00", "04", "3f")) {
            ProtocolViolation violation = MessageVector.violation(
                    "40 41 | Type\n 0c | Length\n c0000000ff000007 | Version\n 01 00 01 " + role + " | ROLE");
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
            assertThat(violation.code()).isEqualTo(0x3);
            assertThat(violation.field()).isEqualTo("ROLE");
        }
    }

    @Test
    void rejectsPathFromAServer() {
        ProtocolViolation violation = MessageVector.violation("""
                40 41             | Type = SERVER_SETUP
                0f                | Length
                c0000000ff000007  | Selected Version
                02                | Number of Parameters
                00 01 03          | ROLE = PubSub
                01 01 2f          | PATH = "/"
                """);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("PATH");
    }

    @Test
    void rejectsNumbersThatDoNotFillTheirLength() {
        for (String value : List.of("02 03 00 | trailing byte", "01 40 | cut varint", "00 | nothing")) {
            String parameter = "00 " + value.substring(0, value.indexOf('|'));
            int size = parameter.replace(" ", "").length() / 2;
            ProtocolViolation violation = MessageVector.violation("40 41 | Type\n" + String.format("%02x", 9 + size)
                    + "| Length\n c0000000ff000007 | Version\n 01 | Number of Parameters\n" + parameter);
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
            assertThat(violation.code()).as(value).isEqualTo(0x5);
            assertThat(violation.field()).isEqualTo("ROLE");
        }
    }

    @Test
    void rejectsAParameterTwice() {
        ProtocolViolation violation = MessageVector.violation("""
                40 41             | Type = SERVER_SETUP
                0f                | Length
                c0000000ff000007  | Selected Version
                02                | Number of Parameters
                00 01 03          | ROLE = PubSub
                00 01 03          | ROLE again
                """);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("Parameter Type");
    }

    @Test
    void rejectsMoreParametersThanItsLimit() {
        ProtocolViolation violation = MessageVector.violation("""
                40 41             | Type = SERVER_SETUP
                0a                | Length
                c0000000ff000007  | Selected Version
                40 41             | Number of Parameters = 65
                """);
        assertThat(violation.code()).isEqualTo(0x3);
        assertThat(violation.field()).isEqualTo("Number of Parameters");
    }

    @Test
    void goaway() throws ProtocolViolation {
        MessageVector.check("""
                10                      | Type = GOAWAY
                05                      | Length
                04                      | New Session URI Length
                6d 6f 71 74             | New Session URI
                """, new Goaway(ByteString.of("moqt")));
    }

    @Test
    void goawayWithoutUri() throws ProtocolViolation {
        MessageVector.check("10 | Type\n 01 | Length\n 00 | New Session URI Length", new Goaway(ByteString.of("")));
    }

    @Test
    void rejectsAUriBeyondItsLimit() {
        ProtocolViolation violation =
                MessageVector.violation("10 | Type\n 02 | Length\n 60 01 | New Session URI Length = 8193");
        assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.INVALID);
        assertThat(violation.field()).isEqualTo("New Session URI");
    }

    @Test
    void maxSubscribeId() throws ProtocolViolation {
        MessageVector.check("""
                15          | Type = MAX_SUBSCRIBE_ID
                04          | Length
                80 01 00 00 | Subscribe ID = 65536
                """, new MaxSubscribeId(65536));
    }
}
