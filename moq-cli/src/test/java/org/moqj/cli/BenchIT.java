package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code moqj bench} with processes of its own. */
class BenchIT {

    private static JsonNode bench(String... options) throws Exception {
        Cli.Result result = Cli.run(
                Stream.concat(Stream.of("bench", "--json"), Stream.of(options)).toArray(String[]::new));
        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        return new ObjectMapper().readTree(result.text());
    }

    @ParameterizedTest
    @CsvSource({"14, wt, WebTransport", "07, quic, QUIC"})
    void aPacedLoadComesWholeFromThePublisher(String draft, String transport, String name) throws Exception {
        JsonNode report = bench(
                "--direct",
                "--draft",
                draft,
                "--transport",
                transport,
                "--rate",
                "200",
                "--duration",
                "1",
                "--streams",
                "2",
                "--subscribers",
                "2");

        assertThat(report.path("session").asText()).isEqualTo("draft-" + draft + ", " + name);
        assertThat(report.path("paced").asBoolean()).isTrue();
        assertThat(report.path("sent").path("objects").asLong()).isEqualTo(200);
        assertComplete(report.path("received"), 400);
        JsonNode latency = report.path("received").path("latency_ms");
        assertThat(latency.path("p50").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(latency.path("max").asDouble());
        for (String process : new String[] {"publisher", "subscribers"}) {
            JsonNode used = report.path("processes").path(process);
            assertThat(used.path("cpu_s").asDouble()).isPositive();
            assertThat(used.path("allocated_bytes_per_object").asDouble()).isPositive();
        }
    }

    private static void assertComplete(JsonNode received, long objects) {
        assertThat(received.path("objects").asLong()).isEqualTo(objects);
        assertThat(received.path("bytes").asLong()).isEqualTo(objects * 1200);
        assertThat(received.path("lost").asLong()).isZero();
        assertThat(received.path("duplicated").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"14, quic", "07, wt"})
    void aPacedLoadComesWholeThroughTheRelay(String draft, String transport) throws Exception {
        JsonNode report = bench(
                "--draft", draft, "--transport", transport, "--rate", "200", "--duration", "1", "--subscribers", "3");

        assertThat(report.path("sent").path("objects").asLong()).isEqualTo(200);
        assertComplete(report.path("received"), 600);
        JsonNode used = report.path("processes").path("relay");
        assertThat(used.path("cpu_s").asDouble()).isPositive();
        assertThat(used.path("allocated_bytes_per_object").asDouble()).isPositive();
    }

    @Test
    void oneThatStopsReadingHoldsUpNobody() throws Exception {
        JsonNode report = bench("--rate", "100", "--object-size", "20000", "--duration", "2", "--stalled", "1");

        assertThat(report.path("stalled").asInt()).isEqualTo(1);
        JsonNode received = report.path("received");
        assertThat(received.path("objects").asLong()).isEqualTo(200);
        assertThat(received.path("lost").asLong()).isZero();
        assertThat(received.path("reordered_in_group").asLong()).isZero();
    }

    @Test
    void anUnpacedLoadIsAccountedFor() throws Exception {
        JsonNode report = bench("--direct", "--rate", "max", "--duration", "0.5");

        assertThat(report.path("paced").asBoolean()).isFalse();
        long sent = report.path("sent").path("objects").asLong();
        JsonNode received = report.path("received");
        assertThat(sent).isGreaterThan(100);
        assertThat(received.path("objects").asLong()).isPositive();
        assertThat(received.path("objects").asLong() + received.path("lost").asLong())
                .isEqualTo(sent);
        assertThat(received.path("duplicated").asLong()).isZero();
    }

    @Test
    void datagramsAreCountedAsTheyCome() throws Exception {
        JsonNode report =
                bench("--direct", "--delivery", "datagram", "--object-size", "100", "--rate", "100", "--duration", "1");

        JsonNode received = report.path("received");
        assertThat(received.path("objects").asLong() + received.path("lost").asLong())
                .isEqualTo(100);
        assertThat(received.path("objects").asLong()).isPositive();
    }

    @Test
    void isToldWhetherThereIsARelay() {
        assertThat(Cli.run("bench", "--direct", "--url", "https://localhost").exitCode())
                .isEqualTo(2);
        assertThat(Cli.run("bench", "--direct", "--rate", "fast").exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "--direct", "--object-size", "1").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aPublisherThatDoesNotGetThereFails() {
        // Nothing listens on port 1 of loopback.
        Cli.Result result = Cli.run("bench", "--url", "moqt://127.0.0.1:1", "--timeout", "1");

        assertThat(result.exitCode()).isIn(3, 4); // refused, or not answered in time
        assertThat(result.text()).isEmpty();
        assertThat(result.err()).first().asString().startsWith("error: the process of the publisher has ended with");
    }
}
