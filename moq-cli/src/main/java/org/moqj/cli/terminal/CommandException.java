package org.moqj.cli.terminal;

/** A command cannot go on, for a reason of its own. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String where;
    private final String hint;

    private CommandException(int exitCode, String what, String where, String hint) {
        super(what, null, false, false);
        this.exitCode = exitCode;
        this.where = where;
        this.hint = hint;
    }

    /** Returns a wrong use of the command line. */
    public static CommandException usage(String what, String hint) {
        return new CommandException(ExitCode.USAGE, what, "command line", hint);
    }

    /** Returns input that is not what it should be. */
    public static CommandException input(String what, String hint) {
        return new CommandException(ExitCode.USAGE, what, "input", hint);
    }

    /** Returns that no test case is called {@code name}. */
    public static CommandException unknownTest(String name) {
        return new CommandException(
                ExitCode.UNKNOWN_TEST, "no test is called " + name, "command line", "moqj interop --list");
    }

    /** Returns a failure on the way of the data, in an established session. */
    public static CommandException failed(String what, String where, String hint) {
        return new CommandException(ExitCode.FAILED, what, where, hint);
    }

    /** Returns that a process of this command's has ended with {@code exitCode}, having said why. */
    public static CommandException ofProcess(int exitCode, String role) {
        boolean isTold =
                exitCode == ExitCode.USAGE || exitCode == ExitCode.NOT_CONNECTED || exitCode == ExitCode.TIMED_OUT;
        return new CommandException(
                isTold ? exitCode : ExitCode.FAILED,
                "the process of the " + role + " has ended with " + exitCode,
                role,
                "see what it said");
    }

    /** Returns that nothing could be reached. */
    public static CommandException notConnected(String what, String where, String hint) {
        return new CommandException(ExitCode.NOT_CONNECTED, what, where, hint);
    }

    /** Returns what the process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns where it went wrong. */
    public String where() {
        return where;
    }

    /** Returns what to try next, as a sentence without a full stop. */
    public String hint() {
        return hint;
    }
}
