package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecCommandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"decode", "encode"})
    void helpsAndShowsAnExample(String command) {
        Cli.Result result = Cli.run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text())
                .startsWith("Usage: moqj " + command)
                .contains("Examples:", "moqj " + command + " ", "--draft", "--kind", "--batch");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void showsBytesToAPerson() {
        Cli.Result result = Cli.run("decode", "15 00:02", "43E8");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text().lines().map(String::strip).toList())
                .containsExactly(
                        "{",
                        "\"draft\" : \"14\",",
                        "\"kind\" : \"control\",",
                        "\"type\" : \"MAX_REQUEST_ID\",",
                        "\"type_id\" : \"21\",",
                        "\"length\" : 5,",
                        "\"fields\" : {",
                        "\"request_id\" : \"1000\"",
                        "}",
                        "}");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "14, control, 0a000100",
        "07, control, 0a0100",
        "7, stream, 0501",
        "14, datagram, 04020780686900",
        "14, varint, 4100"
    })
    void encodesWhatDecodePrints(String draft, String kind, String hex) {
        String shown = new Cli()
                .withInput(hex + "\n")
                .execute("decode", "--draft", draft, "--kind", kind)
                .text();

        assertThat(new Cli().withInput(shown).execute("encode").text()).isEqualTo(hex + System.lineSeparator());
        assertThat(Cli.run("encode", shown).text()).isEqualTo(hex + System.lineSeparator());
    }

    @Test
    void reportsBytesThatAreNone() {
        Cli.Result result = Cli.run("decode", "15000343e8");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).isEmpty();
        assertThat(result.err())
                .containsExactly(
                        "error: incomplete: Message Length: is 3, less follows",
                        "where: input",
                        "try:   check --draft and --kind, and that nothing is missing");
    }

    @Test
    void reportsJsonThatIsNone() {
        Cli.Result result = Cli.run("encode", "UNSUBSCRIBE");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasSize(3);
        assertThat(result.err().get(0)).startsWith("error: invalid: request: is no JSON");
    }

    @ParameterizedTest
    @CsvSource({"decode, 0a000100", "encode, {}", "decode, --draft=14", "encode, --kind=control"})
    void refusesMoreThanABatch(String command, String more) {
        Cli.Result result = Cli.run(command, "--batch", more);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().get(0)).startsWith("error: --batch reads draft, kind");
    }

    @Test
    void answersABatchAndEndsWellWhateverWasInIt() {
        Cli.Result result = new Cli()
                .withInput("{\"draft\":7,\"kind\":\"control\",\"hex\":\"0a0100\"}\nrubbish\n")
                .execute("decode", "--batch");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("{\"ok\":true,\"type\":\"UNSUBSCRIBE\",\"type_id\":\"10\",\"length\":3,"
                                        + "\"fields\":{\"subscribe_id\":\"0\"}}"),
                        second -> assertThat(second)
                                .startsWith("{\"ok\":false,\"error\":\"invalid\",\"field\":\"request\""));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void encodesABatch() {
        Cli.Result result = new Cli()
                .withInput(
                        "{\"draft\":7,\"kind\":\"control\",\"type\":\"UNSUBSCRIBE\",\"fields\":{\"subscribe_id\":\"0\"}}")
                .execute("encode", "--batch");

        assertThat(result.exitCode()).isZero();
        assertThat(result.text()).isEqualTo("{\"ok\":true,\"hex\":\"0a0100\"}\n");
    }

    @Test
    void endsABatchThatWaitsWhenInterrupted() throws Exception {
        try (PipedOutputStream never = new PipedOutputStream()) {
            Cli cli = new Cli().withInput(new PipedInputStream(never));
            CompletableFuture<Cli.Result> result = cli.start("decode", "--batch");
            cli.interrupt();
            assertThat(result.join().exitCode()).isEqualTo(130);
        }
    }
}
