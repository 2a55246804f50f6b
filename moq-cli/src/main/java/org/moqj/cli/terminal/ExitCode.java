package org.moqj.cli.terminal;

/** What the process ends with. */
public final class ExitCode {

    /** Done. */
    public static final int DONE = 0;

    /** The peer refused, or the session failed. */
    public static final int FAILED = 1;

    /** Wrong usage, or input that is not what it should be. */
    public static final int USAGE = 2;

    /** No connection: DNS, UDP, TLS, ALPN or CONNECT. */
    public static final int NOT_CONNECTED = 3;

    /** A deadline passed. */
    public static final int TIMED_OUT = 4;

    /** No test case has the name that was given ({@code moqj interop}). */
    public static final int UNKNOWN_TEST = 127;

    /** Ended by a signal. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
