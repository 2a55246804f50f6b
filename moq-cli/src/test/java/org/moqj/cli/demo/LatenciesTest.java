package org.moqj.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void tellsPercentiles() {
        Latencies latencies = new Latencies();
        for (int i = 3000; i > 0; i--) {
            latencies.add(i * 1_000_000L);
        }

        assertThat(latencies.percentile(50)).isEqualTo(1500);
        assertThat(latencies.percentile(99)).isEqualTo(2970);
        assertThat(latencies.percentile(100)).isEqualTo(3000);
        assertThat(latencies.percentile(0.001)).isEqualTo(1);
    }

    @Test
    void tellsNothingOfNothing() {
        assertThat(new Latencies().percentile(50)).isNaN();
    }
}
