package org.moqj.cli;

import java.time.Duration;
import org.moqj.cli.terminal.CommandException;
import org.moqj.core.TransportOptions;
import picocli.CommandLine.Option;

/** How long a silent peer is waited for. */
final class IdleTimeout {

    private static final double LEAST = 0.2;
    private static final double MOST = 3600;

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "How long a peer may be silent before its session counts as lost; the shorter one of both ends' "
                            + "holds. Default: ${DEFAULT-VALUE}.")
    private double seconds = 30;

    /** Begins to describe connections with it. */
    TransportOptions.Builder transport() {
        if (!(seconds >= LEAST && seconds <= MOST)) {
            throw CommandException.usage("--idle-timeout is 0.2 to 3600 seconds", "--idle-timeout 30");
        }
        return TransportOptions.builder().idleTimeout(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
