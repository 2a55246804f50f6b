package org.moqj.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Options say at once what they refuse, and by which name. */
class OptionsTest {

    private static void expectRange(IntFunction<Limits> made, String name, int least) {
        assertThat(made.apply(least)).isNotNull();
        assertThatThrownBy(() -> made.apply(least - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(String.valueOf(least - 1));
    }

    @Test
    void limitsArePositive() {
        expectRange(n -> new Limits(n, 1, 64, 1, 1, 1, 1, 1, 1, 1), "maxObjectSize", 1);
        expectRange(n -> new Limits(1, n, 64, 1, 1, 1, 1, 1, 1, 1), "maxExtensionBytes", 1);
        expectRange(n -> new Limits(1, 1, n, 1, 1, 1, 1, 1, 1, 1), "maxControlMessage", 64);
        expectRange(n -> new Limits(1, 1, 64, n, 1, 1, 1, 1, 1, 1), "maxRequests", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, n, 1, 1, 1, 1, 1), "maxNamespaces", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, 1, n, 1, 1, 1, 1), "maxEarlyStreams", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, 1, 1, n, 1, 1, 1), "maxEarlyDatagrams", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, 1, 1, 1, n, 1, 1), "maxQueuedObjects", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, 1, 1, 1, 1, n, 1), "maxQueuedBytes", 1);
        expectRange(n -> new Limits(1, 1, 64, 1, 1, 1, 1, 1, 1, n), "maxUnfinishedBytes", 1);
    }

    @Test
    void limitsChangeOneAtATime() {
        Limits changed = Limits.defaults()
                .withMaxObjectSize(1)
                .withMaxRequests(2, 3)
                .withMaxQueued(4, 5)
                .withMaxUnfinishedBytes(6);
        Limits defaults = Limits.defaults();

        assertThat(changed)
                .isEqualTo(new Limits(
                        1,
                        defaults.maxExtensionBytes(),
                        defaults.maxControlMessage(),
                        2,
                        3,
                        defaults.maxEarlyStreams(),
                        defaults.maxEarlyDatagrams(),
                        4,
                        5,
                        6));
    }

    private static TransportOptions unusual() {
        return TransportOptions.builder()
                .tls(TlsOptions.systemRoots())
                .idleTimeout(Duration.ofSeconds(1))
                .keepAlive(Duration.ofSeconds(2))
                .congestionControl(TransportOptions.CongestionControl.CUBIC)
                .streamWindow(1 << 17)
                .connectionWindow(1 << 18)
                .maxUniStreams(5)
                .maxBidiStreams(6)
                .datagramQueue(7)
                .maxUdpPayload(1300)
                .socketBuffer(1 << 19)
                .happyEyeballsDelay(Duration.ofMillis(9))
                .nativeTransport(true)
                .threads(3)
                .build();
    }

    @Test
    void transportOptionsAreCopiedWhole() {
        assertThat(unusual().toBuilder().build()).usingRecursiveComparison().isEqualTo(unusual());
    }

    @Test
    void clientsTrustDoesNotDependOnTheOrderOfCalls() {
        TlsOptions tls = TlsOptions.builder().pinSha256("00".repeat(32)).build();
        for (MoqClient.Builder builder : List.of(
                MoqClient.builder().tls(tls).transport(unusual()),
                MoqClient.builder().transport(unusual()).tls(tls))) {
            assertThat(builder.transportOptions().tls()).isSameAs(tls);
            assertThat(builder.transportOptions())
                    .usingRecursiveComparison()
                    .ignoringFields("tls")
                    .isEqualTo(unusual());
        }
    }

    @Test
    void timeoutsOfASessionArePositiveAndNeverTooLongToCount() {
        SessionOptions.Builder builder = SessionOptions.builder();
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connectTimeout");
        assertThatThrownBy(() -> builder.requestTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("requestTimeout");
        assertThatThrownBy(() -> builder.closeTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closeTimeout");

        SessionOptions forEver = builder.connectTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .requestTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .build();
        assertThat(forEver.connectTimeout().toNanos()).isPositive();
        assertThat(System.nanoTime() + forEver.requestTimeout().toNanos()).isGreaterThan(System.nanoTime());
    }

    @Test
    void draftsOfASessionAreAvailableOnes() {
        assertThatThrownBy(() -> SessionOptions.builder().drafts())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("available drafts");
        assertThatThrownBy(() -> SessionOptions.builder().drafts(new MoqDraft(99)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("draft-99");
    }

    @Test
    void optionsKeepCopies() {
        List<AuthToken> tokens = new java.util.ArrayList<>(List.of(AuthToken.of("a")));
        SessionOptions session = SessionOptions.builder().tokens(tokens).build();
        SubscribeOptions subscribe = SubscribeOptions.defaults().withTokens(tokens);
        tokens.clear();

        assertThat(session.tokens()).hasSize(1);
        assertThat(subscribe.tokens()).hasSize(1);
    }

    @Test
    void prioritiesAreOneByte() {
        assertThat(SubscribeOptions.defaults().withPriority(0).withPriority(255).priority())
                .isEqualTo(255);
        assertThatThrownBy(() -> SubscribeOptions.defaults().withPriority(256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("priority");
        assertThatThrownBy(() -> FetchOptions.defaults().withPriority(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("priority");
        assertThatThrownBy(() -> SubscribeOptions.defaults().withDeliveryTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deliveryTimeout");
    }
}
