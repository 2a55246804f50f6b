package org.moqj.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.moqj.core.TrackOptions.Delivery;

/** The report, for people and for programs. */
class BenchReportTest {

    private static BenchReport report(OptionalDouble rate, String failure) {
        Load load = new Load(1000, 50, 1, rate, Delivery.SUBGROUP, 2, 0, Duration.ofSeconds(1));
        Reception received =
                new Reception(198, 198_000, 2, 0, 1, 0, 0.99, new Reception.Latency(0.5, 0.75, 1.25, 2, 3.125));
        return new BenchReport(
                load,
                "draft-14, QUIC",
                new BenchReport.Sent(100, 100_000, 1),
                received,
                List.of(
                        new BenchReport.Used("publisher", new Usage(250_000_000, 50_000), 100),
                        new BenchReport.Used("subscribers", new Usage(500_000_000, 198_000), 198)),
                failure);
    }

    @Test
    void tellsPeople() {
        assertThat(report(OptionalDouble.of(100), "").lines())
                .containsExactly(
                        "load         paced at 100 objects/s, 1000 bytes an object, 50 objects a group, 1 track, "
                                + "2 subscribers, 1 s; draft-14, QUIC",
                        "sent         100 objects, 0.10 MB in 1.00 s",
                        "received     198 objects, 0.20 MB, 1.60 Mbit/s, 200.0 objects/s",
                        "             2 lost, 0 duplicated, 1 reordered, 0 of them in their group",
                        "latency      p50 0.500, p90 0.750, p99 1.250, p99.9 2.000, max 3.125 ms",
                        "publisher    0.25 s of CPU, 500 bytes allocated an object",
                        "subscribers  0.50 s of CPU, 1000 bytes allocated an object");
    }

    @Test
    void saysWhatLatencyIsWhereNothingPacesTheLoad() {
        assertThat(report(OptionalDouble.empty(), "").lines())
                .contains("             unpaced: that is only how deep the queues are");
    }

    @Test
    void tellsPrograms() {
        assertThat(report(OptionalDouble.of(100), "").json())
                .hasToString("{\"paced\":true,\"session\":\"draft-14, QUIC\",\"object_size\":1000,\"group_size\":50,"
                        + "\"tracks\":1,\"subscribers\":2,\"stalled\":0,"
                        + "\"sent\":{\"objects\":100,\"bytes\":100000,\"seconds\":1.0},"
                        + "\"received\":{\"objects\":198,\"bytes\":198000,\"seconds\":0.99,\"lost\":2,\"duplicated\":0,"
                        + "\"reordered\":1,\"reordered_in_group\":0,\"latency_ms\":{\"p50\":0.5,\"p90\":0.75,\"p99\":1.25,\"p99_9\":2.0,"
                        + "\"max\":3.125},\"goodput_mbit_s\":1.6,\"objects_per_s\":200.0},"
                        + "\"processes\":{\"publisher\":{\"cpu_s\":0.25,\"allocated_bytes_per_object\":500.0},"
                        + "\"subscribers\":{\"cpu_s\":0.5,\"allocated_bytes_per_object\":1000.0}}}");
    }

    @Test
    void aSubscriptionThatEndedEarlyIsTold() {
        BenchReport report = report(OptionalDouble.of(100), "the relay has gone");

        assertThat(report.isComplete()).isFalse();
        assertThat(report.lines()).contains("a subscription ended early: the relay has gone");
        assertThat(report.json().path("failure").asText()).isEqualTo("the relay has gone");
        assertThat(report(OptionalDouble.of(100), "").isComplete()).isTrue();
    }
}
