package org.moqj.tests.readme;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.moqj.tests.peers.PeerProcess;
import org.moqj.tests.peers.TestCertificate;

/** A Java program as it stands in the README: taken from there, compiled, and run in a JVM of its own. */
final class ReadmeProgram {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final String className;
    private final String source;

    private ReadmeProgram(String className, String source) {
        this.className = className;
        this.source = source;
    }

    /** Returns the program whose class is {@code className}. */
    static ReadmeProgram named(String className) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(README));
        while (blocks.find()) {
            if (blocks.group(1).contains("class " + className + " ")) {
                return new ReadmeProgram(className, blocks.group(1));
            }
        }
        throw new AssertionError("No class " + className + " in the README");
    }

    /** Returns how many lines the reader has to write. */
    long lines() {
        return source.lines().count();
    }

    /** Compiles it, warnings shown as errors. */
    Path compile(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        StringWriter messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", folder.toString(), "-Xlint:all", "-Werror", "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            if (!compiled) {
                throw new AssertionError(messages.toString());
            }
        }
        return folder;
    }

    /** Runs it with the system's roots being {@code certificate} alone. */
    PeerProcess run(Path classes, TestCertificate certificate, Path folder, String... arguments) throws Exception {
        Path trustStore = certificate.writeTrustStore(folder.resolve("roots.p12"));
        String[] command = Stream.concat(
                        Stream.of(
                                "-Djavax.net.ssl.trustStore=" + trustStore,
                                "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.STORE_PASSWORD,
                                "-Djavax.net.ssl.trustStoreType=PKCS12",
                                "-cp",
                                classes + ":" + System.getProperty("java.class.path"),
                                className),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return PeerProcess.of(Path.of(System.getProperty("java.home"), "bin", "java"))
                .args((Object[]) command)
                .start();
    }
}
