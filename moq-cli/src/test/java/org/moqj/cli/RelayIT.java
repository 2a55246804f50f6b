package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code moqj relay} as its users run it. */
class RelayIT {

    @ParameterizedTest
    @CsvSource({"webtransport, 14, quic, 07", "quic, 07, webtransport, 14"})
    void linesPassFromOneDraftToTheOther(String from, String fromDraft, String to, String toDraft) throws Exception {
        Cli relay = new Cli();
        CompletableFuture<Cli.Result> relaying = relay.start("relay", "--bind", "127.0.0.1:0", "--json");
        JsonNode where = firstLine(relay);
        String sha256 = where.get("sha256").asText();
        Cli reader = new Cli();
        Cli clock = new Cli();
        CompletableFuture<Cli.Result> publishing = clock.start(
                "clock", where.get(from).asText(), "--publish", "--draft", fromDraft, "--tls-fingerprint", sha256);
        assertThat(clock.out().awaitSize(10, 20)).isTrue();

        CompletableFuture<Cli.Result> reading =
                reader.start("clock", where.get(to).asText(), "--draft", toDraft, "--tls-fingerprint", sha256);
        assertThat(reader.out().awaitSize(30, 20)).isTrue();
        reader.interrupt();
        clock.interrupt();
        relay.interrupt();

        assertThat(reading.join().exitCode()).isEqualTo(130);
        assertThat(publishing.join().exitCode()).isEqualTo(130);
        Cli.Result relayed = relaying.join();
        assertThat(relayed.exitCode()).isEqualTo(130);
        String last = relayed.text().lines().reduce((one, other) -> other).orElseThrow();
        JsonNode sum = new ObjectMapper().readTree(last);
        assertThat(sum.get("objects_out").asInt()).isPositive();
        assertThat(sum.get("objects_dropped").asInt()).isZero();
    }

    private static JsonNode firstLine(Cli cli) throws Exception {
        cli.out().await("\n");
        return new ObjectMapper()
                .readTree(cli.out()
                        .toString(StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }
}
