package org.moqj.tests.peers;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the programs that {@code ci/peers.sh} installs. Where one is missing the test is skipped and says so; with
 * {@code MOQJ_PEERS=required} in the environment it fails.
 */
public final class Peers {

    private static final boolean REQUIRED = "required".equals(System.getenv("MOQJ_PEERS"));

    private Peers() {}

    /** Returns the program {@code name} of {@code draft}, such as {@code moq-relay-ietf} of {@code 07}. */
    public static Path program(String draft, String name) {
        Path program = folder().resolve("draft-" + draft).resolve("bin").resolve(name);
        if (!Files.isExecutable(program)) {
            missing(name + " for draft-" + draft + " is not installed: run ci/peers.sh");
        }
        return program;
    }

    /** Returns a program of the system, such as {@code ffmpeg}. */
    public static Path systemProgram(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            Path program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        missing(name + " is not installed: run ci/peers.sh");
        throw new AssertionError("not reached");
    }

    private static void missing(String reason) {
        if (REQUIRED) {
            fail(reason);
        }
        System.err.println("SKIPPED: " + reason);
        Assumptions.abort(reason);
    }

    private static Path folder() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("moqj").resolve("peers");
    }
}
