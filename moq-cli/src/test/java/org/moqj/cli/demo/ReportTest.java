package org.moqj.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.moqj.core.MoqDraft;

class ReportTest {

    private static TrackDigest.Sum sum(int... payloads) {
        TrackDigest digest = new TrackDigest();
        for (int i = 0; i < payloads.length; i++) {
            digest.add(0, i, ByteBuffer.wrap(new byte[] {(byte) payloads[i]}));
        }
        return digest.sum();
    }

    private static Reception reception(TrackDigest.Sum got) {
        Latencies latencies = new Latencies();
        latencies.add(2_500_000);
        return new Reception(MoqDraft.DRAFT_07, "QUIC", Map.of("t", got), 2, latencies);
    }

    @Test
    void isCompleteWhereEveryObjectIsAsItWasSent() {
        Report report = new Report(Map.of("t", sum(1, 2)), List.of(reception(sum(1, 2)), reception(sum(1, 2))));

        assertThat(report.isComplete()).isTrue();
        assertThat(report.lines()).last().isEqualTo("ok: what arrived equals what was sent");
        assertThat(report.lines().get(3))
                .matches("draft-07 QUIC +2 +2 +0\\.000 Mbit/s +2\\.50 +2\\.50 +2\\.50 +2\\.50  equal");
    }

    @Test
    void saysWhichObjectsAreMissing() {
        Report report = new Report(Map.of("t", sum(1, 2)), List.of(reception(sum(1, 2)), reception(sum(1))));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.differences()).isEqualTo("draft-07 got 1 of 2 objects of t");
        assertThat(report.lines()).last().isEqualTo("not ok: draft-07 got 1 of 2 objects of t");
    }

    @Test
    void seesAChangedByteAndAChangedOrder() {
        assertThat(sum(1, 2)).isNotEqualTo(sum(1, 3)).isNotEqualTo(sum(2, 1)).isEqualTo(sum(1, 2));
    }
}
