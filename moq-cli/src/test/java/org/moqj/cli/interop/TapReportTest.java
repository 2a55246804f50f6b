package org.moqj.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report, line by line. */
class TapReportTest {

    private static final InteropCase CASE = InteropCase.of("some-case", "9.7", "6.4", stage -> {});

    private final List<String> lines = new ArrayList<>();
    private final TapReport report = new TapReport(lines::add);

    private static Outcome outcome(Verdict verdict, Map<String, String> connections) {
        return new Outcome(CASE, verdict, "draft-14, section 9.7", Duration.ofMillis(12), connections);
    }

    @Test
    void beginsWithVersionRemarksAndPlan() {
        report.begin(2, "moqj 1.0", "relay https://localhost:4443");

        assertThat(lines).containsExactly("TAP version 14", "# moqj 1.0", "# relay https://localhost:4443", "1..2");
    }

    @Test
    void aPassHasItsTimeConnectionAndSection() {
        report.add(outcome(new Verdict.Passed(), Map.of("", "c0ffee")));

        assertThat(lines)
                .containsExactly(
                        "ok 1 - some-case",
                        "  ---",
                        "  duration_ms: 12",
                        "  connection_id: \"c0ffee\"",
                        "  section: \"draft-14, section 9.7\"",
                        "  ...");
    }

    @Test
    void aFailureSaysWhatWasExpectedAndReceived() {
        Map<String, String> connections = new LinkedHashMap<>();
        connections.put("publisher", "p");
        connections.put("subscriber", "s");
        report.add(outcome(new Verdict.Failed("it is wrong", "this", "that"), connections));

        assertThat(lines)
                .containsExactly(
                        "not ok 1 - some-case",
                        "  ---",
                        "  duration_ms: 12",
                        "  publisher_connection_id: \"p\"",
                        "  subscriber_connection_id: \"s\"",
                        "  section: \"draft-14, section 9.7\"",
                        "  message: \"it is wrong\"",
                        "  expected: \"this\"",
                        "  received: \"that\"",
                        "  ...");
    }

    @Test
    void whatCouldNotBeTriedIsSkippedWithTheReason() {
        report.add(outcome(new Verdict.Skipped("draft-07 lacks it"), Map.of()));

        assertThat(lines).startsWith("ok 1 - some-case # SKIP draft-07 lacks it");
    }

    @Test
    void testsAreNumberedAsTheyCome() {
        report.add(outcome(new Verdict.Passed(), Map.of()));
        report.add(outcome(new Verdict.Failed("", "", ""), Map.of()));

        assertThat(lines).contains("ok 1 - some-case", "not ok 2 - some-case");
    }

    @Test
    void aRelaysTextCanForgeNothing() {
        report.add(outcome(new Verdict.Failed("a \"quote\" and a \\", "x\nok 2 - forged", "\u2028\u0007"), Map.of()));
        report.add(outcome(new Verdict.Skipped("x\nok 3 - forged"), Map.of()));
        report.bailOut("y\nok 4");

        assertThat(lines)
                .contains(
                        "  message: \"a \\\"quote\\\" and a \\\\\"",
                        "  expected: \"x\\u000aok 2 - forged\"",
                        "  received: \"\\u2028\\u0007\"",
                        "ok 2 - some-case # SKIP x ok 3 - forged",
                        "Bail out! y ok 4");
        assertThat(lines).noneMatch(line -> line.contains("\n"));
    }
}
