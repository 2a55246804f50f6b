package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MoqjTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine moqj =
            Moqj.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void printsItsVersionCommitAndJdk() {
        int exitCode = moqj.execute("--version");

        assertThat(exitCode).isZero();
        assertThat(out.toString())
                .matches("(?s)moqj \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit ([0-9a-f]{7,}|unknown)\\)\\R.*")
                .contains("JDK " + Runtime.version());
    }

    @Test
    void refusesAnUnknownOptionWithExitCodeTwo() {
        int exitCode = moqj.execute("--no-such-option");

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("--no-such-option");
    }
}
