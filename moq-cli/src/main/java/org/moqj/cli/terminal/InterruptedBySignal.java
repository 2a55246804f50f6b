package org.moqj.cli.terminal;

/** The user has asked the command to end: it stops waiting, ends what it began, and says nothing more. */
public final class InterruptedBySignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InterruptedBySignal() {
        super("interrupted", null, false, false);
    }
}
