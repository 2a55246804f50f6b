package org.moqj.cli.interop;

/** What a case came to. */
public sealed interface Verdict {

    /** The relay does what the draft says. */
    record Passed() implements Verdict {}

    /**
     * The relay does something else.
     *
     * @param message what went wrong, for people
     * @param expected what should have come
     * @param received what came instead
     */
    record Failed(String message, String expected, String received) implements Verdict {}

    /**
     * It could not be tried.
     *
     * @param reason what the draft or the relay lacks
     */
    record Skipped(String reason) implements Verdict {}
}
