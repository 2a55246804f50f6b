package org.moqj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code moqj demo} as its users run it. */
class DemoIT {

    @Test
    void showsThatWhatArrivesEqualsWhatWasSent() throws IOException {
        Cli.Result result = Cli.run("demo", "--json", "-q");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        List<String> lines = result.text().lines().toList();
        assertThat(lines).hasSize(2);
        check(new ObjectMapper().readTree(lines.get(0)), 14, "WebTransport");
        check(new ObjectMapper().readTree(lines.get(1)), 7, "QUIC");
    }

    private static void check(JsonNode reception, int draft, String transport) {
        assertThat(reception.get("draft").asInt()).isEqualTo(draft);
        assertThat(reception.get("transport").asText()).isEqualTo(transport);
        // Catalog, init segment, 125 pictures and 236 frames of sound.
        assertThat(reception.get("objects").asInt()).isEqualTo(1 + 1 + 125 + 236);
        assertThat(reception.get("equal").asBoolean()).isTrue();
        assertThat(reception.get("sha256").get("1.m4s").asText()).matches("[0-9a-f]{64}");
        assertThat(reception.get("latency_ms").get("p50").asDouble()).isBetween(0.0, 1000.0);
    }

    @Test
    void goesOnWhenToldAndItsCommandsWork() throws InterruptedException {
        Cli cli = new Cli();
        CompletableFuture<Cli.Result> demo = cli.start("demo", "--keep", "-q");
        Pattern command = Pattern.compile("moqj (sub moqt://\\S+ --tls-fingerprint \\S+ --namespace \\S+)");
        String printed = awaitCommand(cli);
        Matcher matcher = command.matcher(printed);
        assertThat(matcher.find()).as(printed).isTrue();

        Cli watching = new Cli();
        String[] words = (matcher.group(1) + " --draft 14 --track 1.m4s").split(" ");
        CompletableFuture<Cli.Result> watched = watching.start(words);
        assertThat(watching.out().awaitSize(2000, 20)).isTrue();
        watching.interrupt();
        cli.interrupt();

        assertThat(watched.join().exitCode()).isEqualTo(130);
        assertThat(demo.join().exitCode()).isEqualTo(130);
    }

    private static String awaitCommand(Cli cli) throws InterruptedException {
        while (!cli.out().toString(java.nio.charset.StandardCharsets.UTF_8).contains("--json")) {
            assertThat(cli.out().awaitSize(cli.out().size() + 1, 30)).isTrue();
        }
        return cli.out().toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
