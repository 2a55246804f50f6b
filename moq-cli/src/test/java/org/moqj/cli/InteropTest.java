package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.moqj.cli.interop.InteropCase;
import org.moqj.cli.interop.InteropCases;

/** {@code moqj interop}, as far as it needs no relay. */
class InteropTest {

    @Test
    void listsTheCommonCasesFirstAndAllOfOurs() {
        Cli.Result result = Cli.run("interop", "--list");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text().lines())
                .startsWith(
                        "setup-only",
                        "announce-only",
                        "publish-namespace-done",
                        "subscribe-error",
                        "announce-subscribe",
                        "subscribe-before-announce")
                .containsExactlyElementsOf(
                        InteropCases.all().stream().map(InteropCase::name).toList())
                .hasSize(24);
    }

    @Test
    void aNameIsGivenOnce() {
        List<String> names = InteropCases.all().stream().map(InteropCase::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void anUnknownTestEndsWith127() {
        Cli.Result result = Cli.run("interop", "--test", "no-such-test");

        assertThat(result.exitCode()).isEqualTo(127);
        assertThat(result.text()).isEmpty();
        assertThat(result.err())
                .containsExactly(
                        "error: no test is called no-such-test", "where: command line", "try:   moqj interop --list");
    }

    @Test
    void aUrlThatIsNoneIsWrongUsage() {
        Cli.Result result = Cli.run("interop", "--relay", "not a url", "--test", "setup-only");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).isEmpty();
    }

    @Test
    void aRelayThatIsNotThereFailsTheCase() {
        // Nothing listens on port 1 of loopback.
        Cli.Result result = Cli.run("interop", "-r", "moqt://127.0.0.1:1", "-t", "setup-only", "--timeout", "1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text().lines())
                .startsWith("TAP version 14")
                .contains("1..1", "not ok 1 - setup-only", "  message: \"a session did not come\"")
                .contains("  section: \"draft-07, section 6.2; draft-14, section 9.3\"")
                .endsWith("  ...");
    }
}
