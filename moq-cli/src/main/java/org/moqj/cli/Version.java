package org.moqj.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.stream.Collectors;
import org.moqj.core.MoqDraft;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code moqj --version} prints: the library's version, the commit it was built from, the drafts it speaks, the
 * JVM it runs on and the QUIC library below.
 */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = properties("build.properties");
        return new String[] {
            "moqj " + build.getProperty("version") + " (commit " + build.getProperty("commit") + ")",
            "drafts: " + MoqDraft.available().stream().map(MoqDraft::toString).collect(Collectors.joining(", ")),
            "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "QUIC: " + build.getProperty("quic"),
        };
    }

    private static Properties properties(String resource) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar of moqj");
            }
            properties.load(in);
        }
        return properties;
    }
}
