package org.moqj.tests.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.moqj.tests.peers.PeerProcess;

/** Starts the command line as a module among modules, which finds the drafts, the transport and its native library. */
class ModulePathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OURS_AND_WHAT_THEY_NEED =
            ".*/(moq-(?!tests)[a-z0-9-]+/target/.*|(netty|slf4j|picocli|jackson|bc(pkix|util|prov)|jctools|jspecify|HdrHistogram)[^/]*\\.jar)";

    @Test
    void findsDraftsAsServices() {
        try (PeerProcess moqj = onModulePath("--version")) {
            assertThat(moqj.awaitExit(PATIENCE)).as("%s", moqj.lines()).isZero();
            assertThat(moqj.lines()).anyMatch(line -> line.contains("draft-14") && line.contains("draft-07"));
        }
    }

    @Test
    void carriesMediaBetweenBothDrafts() {
        try (PeerProcess moqj = onModulePath("demo")) {
            assertThat(moqj.awaitExit(PATIENCE)).as("%s", moqj.lines()).isZero();
        }
    }

    private static PeerProcess onModulePath(String command) {
        String modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(OURS_AND_WHAT_THEY_NEED))
                .filter(entry -> !entry.endsWith("-tests.jar") && !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        return PeerProcess.of(Path.of(System.getProperty("java.home"), "bin", "java"))
                .args("--module-path", modulePath)
                // The native libraries of QUIC are required by no module.
                .args("--add-modules", "ALL-MODULE-PATH")
                .args("-m", "org.moqj.cli/org.moqj.cli.Moqj", command)
                .start();
    }
}
