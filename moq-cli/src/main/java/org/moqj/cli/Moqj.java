package org.moqj.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code moqj} command: reads the command line and runs what it names. */
@Command(
        name = "moqj",
        description = "Media over QUIC Transport on the JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Moqj {
    private Moqj() {}

    /**
     * Runs the command line and ends the JVM with its exit code.
     *
     * @param args the words after {@code moqj}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Moqj());
    }
}
