package org.moqj.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.MoqDraft;

class MoqjTest {

    @Test
    void printsItsVersionCommitDraftsJdkAndQuicLibrary() {
        Cli.Result result = Cli.run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text())
                .matches("(?s)moqj \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit ([0-9a-f]{7,}|unknown)\\)\\R.*")
                .contains("drafts: "
                        + MoqDraft.available().stream().map(MoqDraft::toString).collect(joining(", ")))
                .contains("JDK " + Runtime.version())
                .containsPattern("QUIC: quiche by way of netty-codec-native-quic \\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pub", "sub", "fetch", "announced", "status", "probe", "clock"})
    void helpsWithEachCommandAndShowsAnExample(String command) {
        Cli.Result result = Cli.run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text())
                .startsWith("Usage: moqj " + command)
                .contains("Examples:", "moqj " + command + " ", "--draft", "--tls-root", "--timeout");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void completesForTheShell() {
        assertThat(Cli.run("generate-completion").text()).contains("--tls-fingerprint", "_complete_moqj");
    }

    @Test
    void refusesAnUnknownOptionInThreeLines() {
        Cli.Result result = Cli.run("sub", "https://localhost", "--namespace", "a", "--no-such-option");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).isEmpty();
        assertThat(result.err())
                .containsExactly(
                        "error: Unknown option: '--no-such-option'", "where: command line", "try:   moqj sub --help");
    }
}
