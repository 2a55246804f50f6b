package org.moqj.webtransport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.moqj.core.spi.transport.ConnectRequest;
import org.moqj.core.spi.transport.TransportKind;

class TargetTest {

    private static Target of(String uri) {
        return Target.of(new ConnectRequest(URI.create(uri), List.of("moq-00"), Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://relay.example, relay.example, 443, relay.example, /",
        "https://relay.example/, relay.example, 443, relay.example, /",
        "https://relay.example:4443/live/a?x=1&y=%20, relay.example, 4443, relay.example:4443, /live/a?x=1&y=%20",
        "https://relay.example?x=1, relay.example, 443, relay.example, /?x=1",
        "https://[2001:db8::1]:4443/, 2001:db8::1, 4443, [2001:db8::1]:4443, /",
        "https://user@relay.example/, relay.example, 443, relay.example, /",
    })
    void readsTheUrl(String uri, String host, int port, String authority, String path) {
        Target target = of(uri);

        assertThat(target.kind()).isEqualTo(TransportKind.WEBTRANSPORT);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.applicationProtocols()).containsExactly("h3");
    }

    @Test
    void rawQuicOffersWhatWasAsked() {
        Target target = of("moqt://127.0.0.1:4443/live");

        assertThat(target.kind()).isEqualTo(TransportKind.QUIC);
        assertThat(target.applicationProtocols()).containsExactly("moq-00");
    }

    @Test
    void refusesAUrlWithoutHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("https:///live"))
                .withMessageContaining("no host");
    }

    @Test
    void bracketsAddressesInMessages() {
        assertThat(of("https://[::1]:4443").describe()).isEqualTo("[::1]:4443");
        assertThat(of("https://localhost").describe()).isEqualTo("localhost:443");
    }
}
