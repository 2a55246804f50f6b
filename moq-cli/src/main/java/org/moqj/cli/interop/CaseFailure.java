package org.moqj.cli.interop;

/** The relay did something else than the draft says. */
public final class CaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String received;

    /**
     * Describes the difference.
     *
     * @param message what went wrong, for people
     * @param expected what should have come
     * @param received what came instead
     */
    public CaseFailure(String message, String expected, String received) {
        super(message, null, false, false);
        this.expected = expected;
        this.received = received;
    }

    /** Returns what should have come. */
    public String expected() {
        return expected;
    }

    /** Returns what came instead. */
    public String received() {
        return received;
    }
}
