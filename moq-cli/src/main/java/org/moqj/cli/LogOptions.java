package org.moqj.cli;

import picocli.CommandLine.Option;

/** How much a command says on stderr. */
final class LogOptions {

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens to sessions and requests (-v), or every message and stack trace (-vv).")
    private boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    /** Sets the levels of the loggers; before the first of them is made. */
    void apply() {
        String level = quiet ? "error" : "warn";
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
        System.setProperty("org.slf4j.simpleLogger.log.org.moqj", verbosity(level));
    }

    private String verbosity(String level) {
        return switch (verbose.length) {
            case 0 -> level;
            case 1 -> "debug";
            default -> "trace";
        };
    }

    /** Returns whether stack traces are wanted. */
    boolean isTracing() {
        return verbose.length > 1;
    }

    /** Returns whether the command tells what it does. */
    boolean isTalking() {
        return !quiet;
    }
}
