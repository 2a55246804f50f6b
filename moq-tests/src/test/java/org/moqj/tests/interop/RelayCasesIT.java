package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.moqj.cli.interop.InteropCase;
import org.moqj.cli.interop.InteropCases;
import org.moqj.cli.interop.InteropRun;
import org.moqj.cli.interop.Outcome;
import org.moqj.cli.interop.RelayUnderTest;
import org.moqj.cli.interop.Verdict;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqClient;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import org.moqj.tests.peers.TestCertificate;

/**
 * Plays every case of {@code moqj interop} against every relay, and checks that exactly those pass that are known to;
 * {@code docs/interop.md} is written from it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class RelayCasesIT {

    private static final Path DOCUMENT = Path.of("..", "docs", "interop.md");
    private static final Deviations DEVIATIONS = Deviations.read();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Cases wait more than they work. */
    private static final int AT_ONCE = 4;

    /** These share a namespace, and have to be played one after the other. */
    private static final int COMMON_CASES = 6;

    private static final Map<InteropDocument.Column, Map<String, Outcome>> RESULTS = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void theRelayPassesWhatItIsKnownToPass(RelayKind kind) throws Exception {
        TestCertificate certificate = TestCertificate.create(folder);
        try (RelayKind.Running relay = kind.start(certificate, folder);
                MoqClient client = client(certificate)) {
            for (String scheme : List.of("https", "moqt")) {
                Map<String, Outcome> outcomes = playAll(kind, relay.url(scheme), client);
                RESULTS.put(new InteropDocument.Column(kind, scheme), outcomes);
                assertThat(outcomes.values().stream().map(outcome -> line(kind, outcome)))
                        .as("%s over %s", kind.description(), scheme)
                        .containsExactlyElementsOf(InteropCases.all().stream()
                                .map(test -> expected(kind, test.name()))
                                .toList());
            }
        }
    }

    private static MoqClient client(TestCertificate certificate) {
        return MoqClient.builder()
                .tls(TlsOptions.builder()
                        .rootsFromPem(certificate.certificateFile())
                        .build())
                .build();
    }

    private static Map<String, Outcome> playAll(RelayKind kind, String url, MoqClient client) throws Exception {
        InteropRun run = new InteropRun(
                new RelayUnderTest(
                        client, URI.create(url), () -> SessionOptions.builder().drafts(kind.draft()), PATIENCE),
                new Stop());
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<InteropCase> cases = InteropCases.all();
            for (InteropCase test : cases.subList(0, COMMON_CASES)) {
                outcomes.put(test.name(), run.play(test));
            }
            List<Future<Outcome>> rest = new ArrayList<>();
            for (InteropCase test : cases.subList(COMMON_CASES, cases.size())) {
                rest.add(threads.submit(() -> run.play(test)));
            }
            for (Future<Outcome> one : rest) {
                outcomes.put(one.get().test().name(), one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return outcomes;
    }

    private static String expected(RelayKind kind, String test) {
        return DEVIATIONS
                .of(kind, test)
                .map(one -> test + ": " + one.verdict() + ", " + one.evidence())
                .orElse(test + ": pass");
    }

    /** Describes an outcome as {@link #expected} does; with all that there is to say where it differs. */
    private static String line(RelayKind kind, Outcome outcome) {
        String test = outcome.test().name();
        String evidence =
                DEVIATIONS.of(kind, test).map(Deviations.Deviation::evidence).orElse("");
        if (outcome.verdict() instanceof Verdict.Failed failed) {
            String received = failed.received();
            return test + ": fail, " + (isShown(evidence, received) ? evidence : failed.toString());
        }
        if (outcome.verdict() instanceof Verdict.Skipped skipped) {
            return test + ": skip, " + (isShown(evidence, skipped.reason()) ? evidence : skipped.reason());
        }
        return test + ": pass";
    }

    private static boolean isShown(String evidence, String text) {
        return !evidence.isEmpty() && text.contains(evidence);
    }

    @Test
    @Order(2)
    void thePageSaysWhatRelaysDo() throws Exception {
        Assumptions.assumeTrue(RESULTS.size() == 2 * RelayKind.values().length, "not every relay was there");
        String expected = new InteropDocument(RESULTS, DEVIATIONS).text();
        if (Boolean.getBoolean("interop.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/interop.md; ci/interop.sh writes it anew")
                .isEqualTo(expected);
    }

    @Test
    @Order(3)
    void noDeviationIsOfACaseThatIsNot() {
        List<String> cases = InteropCases.all().stream().map(InteropCase::name).toList();
        for (RelayKind kind : RelayKind.values()) {
            assertThat(cases).containsAll(DEVIATIONS.tests(kind));
        }
    }
}
