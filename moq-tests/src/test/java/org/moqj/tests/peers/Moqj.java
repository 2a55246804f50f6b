package org.moqj.tests.peers;

import java.nio.file.Path;

/** The {@code moqj} command in a JVM of its own, as it is packaged. */
public final class Moqj {

    private static final Path JAR = Path.of("..", "moq-cli", "target", "moqj.jar");

    private Moqj() {}

    /**
     * Begins to describe a run of {@code moqj} with {@code arguments}. A shell's background job ignores SIGINT, and so
     * does whatever it starts; {@code env} undoes that, so that a test can interrupt what it runs.
     */
    public static PeerProcess.Spec command(Object... arguments) {
        return PeerProcess.of(Path.of("env"))
                .args("--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java"))
                .args("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dio.netty.leakDetection.level=paranoid", "-jar", JAR)
                .args(arguments);
    }
}
