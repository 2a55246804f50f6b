package org.moqj.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs each target over its seeds, and checks that the promises can be broken. */
class FuzzSeedsTest {

    @ParameterizedTest
    @EnumSource
    void keepsItsPromisesForEachSeed(FuzzTarget target) throws IOException {
        List<byte[]> seeds = FuzzSeeds.of(target);

        assertThat(seeds).hasSizeGreaterThan(20);
        for (byte[] seed : seeds) {
            try {
                target.run(seed);
            } catch (Throwable e) {
                throw new AssertionError(target.label() + " " + HexFormat.of().formatHex(seed), e);
            }
        }
    }
}
