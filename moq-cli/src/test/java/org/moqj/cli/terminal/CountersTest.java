package org.moqj.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    private final Counters counters = new Counters();

    @Test
    void countsGroupsThatComeSideBySideOnce() {
        for (int object = 0; object < 5; object++) {
            counters.count("video", 7, 100);
            counters.count("video", 8, 100);
            counters.count("audio", 7, 10);
        }
        assertThat(counters.line()).isEqualTo("15 objects, 3 groups, 0.00 MB, 0 dropped");
    }

    @Test
    void countsEachGroupOfALongTrack() {
        for (long group = 0; group < 1000; group++) {
            counters.count("video", group, 1);
            counters.count("video", group, 1);
        }
        assertThat(counters.line()).startsWith("2000 objects, 1000 groups");
    }

    @Test
    void countsDownwardsToo() {
        for (long group = 1000; group > 0; group--) {
            counters.count("video", group, 1);
        }
        assertThat(counters.line()).startsWith("1000 objects, 1000 groups");
    }
}
