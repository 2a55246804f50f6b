package org.moqj.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code moqj --version} prints: the library's version, the commit it was built from and the JVM it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = buildProperties();
        return new String[] {
            "moqj " + build.getProperty("version") + " (commit " + build.getProperty("commit") + ")",
            "JDK " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        };
    }

    private static Properties buildProperties() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IllegalStateException("build.properties is missing from the jar of moqj");
            }
            build.load(in);
        }
        return build;
    }
}
