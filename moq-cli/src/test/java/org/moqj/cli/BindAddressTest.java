package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.cli.terminal.CommandException;

class BindAddressTest {

    @Test
    void readsHostAndPort() {
        assertThat(BindAddress.parse("127.0.0.1:4443")).isEqualTo(new BindAddress("127.0.0.1", 4443));
        assertThat(BindAddress.parse("[::1]:0")).isEqualTo(new BindAddress("::1", 0));
    }

    @Test
    void clientsDialThisMachineByItsName() {
        assertThat(BindAddress.parse("127.0.0.1:0").url("https", 5000)).isEqualTo("https://localhost:5000");
        assertThat(BindAddress.parse("[::]:0").url("moqt", 5000)).isEqualTo("moqt://localhost:5000");
        assertThat(BindAddress.parse("192.0.2.1:0").url("https", 5000)).isEqualTo("https://192.0.2.1:5000");
        assertThat(BindAddress.parse("192.0.2.1:0").names()).containsExactly("192.0.2.1", "localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4443", "localhost", ":4443", "localhost:", "localhost:70000", "::1:4443", "localhost:x"})
    void anythingElseIsWrongUsage(String text) {
        assertThatThrownBy(() -> BindAddress.parse(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(text);
    }
}
