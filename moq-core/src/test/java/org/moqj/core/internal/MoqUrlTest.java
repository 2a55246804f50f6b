package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.Side;

/** Which URLs can be dialled, as what, and what is said of the others. */
class MoqUrlTest {

    private static final String PORT = "its port must be 1 to 65535";
    private static final String HOST = "it has no valid host";
    private static final String SCHEME = "its scheme must be https or moqt";

    @ParameterizedTest
    @CsvSource({
        "https://relay.example.com/live, https://relay.example.com/live",
        "HTTPS://relay.example.com, https://relay.example.com",
        "https://relay.example.com:4443/a/b?x=1&y=%20, https://relay.example.com:4443/a/b?x=1&y=%20",
        "https://relay.example.com?x=1, https://relay.example.com?x=1",
        "moqt://relay.example.com:4443, moqt://relay.example.com:4443",
        "quic://relay.example.com/a, moqt://relay.example.com/a",
        "QUIC://127.0.0.1:1, moqt://127.0.0.1:1",
        "https://localhost:65535/, https://localhost:65535/",
        "https://[::1]:4443/x, https://[::1]:4443/x",
        "moqt://[2001:db8::1], moqt://[2001:db8::1]",
        "https://[fe80::1%25eth0]:443/, https://[fe80::1%25eth0]:443/",
        "https://host:/x, https://host/x",
        "'  https://host/  ', https://host/",
    })
    void takesUrlsOfBothKinds(String url, String normalised) throws Exception {
        assertThat(MoqUrl.parse(url)).hasToString(normalised);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/", "wss://host/", "host:443", "relay.example.com", "//host/x", "", "https"})
    void refusesOtherSchemes(String url) {
        assertRefused(url, SCHEME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https:///path",
                "https://:443/",
                "https:host",
                "https://my_host/",
                "https://my_host:443/",
                "https://höst.example/",
                "moqt://-/",
                "https://a..b/"
            })
    void refusesUrlsWithoutAHost(String url) {
        assertRefused(url, HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host:0/",
                "https://host:65536/",
                "https://host:-1/",
                "https://host:abc/",
                "https://host:99999999999/",
                "https://[::1]:0/",
                "https://[::1]:65536"
            })
    void refusesPortsOutOfRange(String url) {
        assertRefused(url, PORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/a b",
                "https://ho st/",
                "https://[::1/",
                "https://[::g]/",
                "https://[::1]:abc/",
                "https://"
            })
    void refusesWhatIsNoUrl(String url) {
        assertRefused(url, "it is no URL");
    }

    @Test
    void refusesFragments() {
        assertRefused("https://host/#frag", "it must have neither user nor fragment");
    }

    @Test
    void refusesUsersWithoutRepeatingTheirPassword() {
        assertRefused("https://user@host/", "it must have neither user nor fragment");
        assertThatThrownBy(() -> MoqUrl.parse("https://user:secret@host/"))
                .hasMessageContaining("it must have neither user nor fragment")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> MoqUrl.parse("https://user:secret@host:0/")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> MoqUrl.parse("ftp://user:secret@host/")).hasMessageNotContaining("secret");
    }

    @Test
    void showsUrlsInMessagesWithoutTheirQueries() {
        assertThatThrownBy(() -> MoqUrl.parse("https://host:0/live?jwt=secret"))
                .hasMessageContaining("https://host:0/live?…")
                .hasMessageNotContaining("secret");
    }

    @Test
    void escapesControlCharacters() {
        assertThatThrownBy(() -> MoqUrl.parse("https://host/\n\u001b[31m")).hasMessageContaining("\\u000a\\u001b");
    }

    private static void assertRefused(String url, String why) {
        assertThatThrownBy(() -> MoqUrl.parse(url))
                .isInstanceOfSatisfying(MoqTransportException.class, e -> {
                    assertThat(e.phase()).isEqualTo(FailurePhase.URL);
                    assertThat(e.side()).isEqualTo(Side.LOCAL);
                })
                .hasMessageStartingWith("Cannot dial ")
                .hasMessageContaining(why);
    }
}
