package org.moqj.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.tests.docs.SpecCoverage.Row;

/** docs/spec-coverage.md names what exists, and leaves no rule without a test or a reason. */
class SpecCoverageTest {

    private static final int SHORTEST_REASON = 10;
    /** Such as {@code 2.5 (1-3), 9.12}. */
    private static final String SECTIONS = "\\d+(\\.\\d+)*( \\([-, \\d]+\\))?(, \\d+(\\.\\d+)*)*";

    @Test
    void everyDraftHasItsTable() throws IOException {
        List<Row> rows = SpecCoverage.read();

        assertThat(rows)
                .filteredOn(row -> row.module().equals("moq-transport-draft07"))
                .hasSizeGreaterThan(68);
        assertThat(rows)
                .filteredOn(row -> row.module().equals("moq-transport-draft14"))
                .hasSizeGreaterThan(114);
    }

    @Test
    void everyRowHasATestOrAReason() throws IOException {
        for (Row row : SpecCoverage.read()) {
            assertThat(row.section()).as("section of %s", row).matches(SECTIONS);
            assertThat(row.what()).as("rule of %s", row).isNotBlank();
            if (row.hasReasonOnly()) {
                assertThat(row.test().substring(row.test().indexOf(": ") + 2))
                        .as("reason of %s", row)
                        .hasSizeGreaterThan(SHORTEST_REASON);
            } else {
                assertThat(row.tests()).as("tests of %s", row).isNotEmpty().allMatch(test -> !test.method()
                        .isEmpty());
            }
        }
    }

    @Test
    void everyNamedTestExists() throws IOException {
        List<SourceName> missing = new ArrayList<>();
        for (Row row : SpecCoverage.read()) {
            for (SourceName test : row.tests()) {
                if (!Sources.hasTest(test)) {
                    missing.add(test);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyNamedClassExists() throws IOException {
        List<SourceName> missing = new ArrayList<>();
        for (Row row : SpecCoverage.read()) {
            for (SourceName enforcing : row.classes()) {
                if (!Sources.hasClass(enforcing)) {
                    missing.add(enforcing);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void seesWhatDoesNotExist() throws IOException {
        assertThat(Sources.hasClass(new SourceName("moq-core", "MoqSession", "")))
                .isTrue();
        assertThat(Sources.hasClass(new SourceName("moq-transport-draft07", "MoqSession", "")))
                .isFalse();
        assertThat(Sources.hasTest(new SourceName("moq-tests", "SpecCoverageTest", "seesWhatDoesNotExist")))
                .isTrue();
        assertThat(Sources.hasTest(new SourceName("moq-tests", "SpecCoverageTest", "isNotThere")))
                .isFalse();
        assertThat(Sources.hasTest("    void helper() {}\n", "helper")).isFalse();
        assertThatThrownBy(() -> SourceName.of("moq-core", "no backticks")).isInstanceOf(AssertionError.class);
    }
}
