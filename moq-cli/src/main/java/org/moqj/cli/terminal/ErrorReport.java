package org.moqj.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.moqj.cli.media.MediaFormatException;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqSessionException;
import org.moqj.core.MoqTransportException;
import org.moqj.core.PeerText;
import org.moqj.core.UnsupportedFeatureException;

/**
 * What a failure tells its user, in at most three lines: what happened, where, and what to try next.
 *
 * @param exitCode what the process ends with
 * @param what what happened
 * @param where phase, and code with its name where there is one
 * @param hint what to try next; empty where there is nothing to say
 */
public record ErrorReport(int exitCode, String what, String where, String hint) {

    /** Returns the report of {@code failure}, looking through the wrappings of futures. */
    public static ErrorReport of(Throwable failure) {
        Throwable error = unwrap(failure);
        if (error instanceof MoqException moq) {
            return ofMoq(moq);
        }
        if (error instanceof CommandException command) {
            return new ErrorReport(command.exitCode(), message(command), command.where(), command.hint());
        }
        if (error instanceof MediaFormatException format) {
            return new ErrorReport(ExitCode.USAGE, message(format), "input", format.hint());
        }
        if (error instanceof UnsupportedFeatureException unsupported) {
            return new ErrorReport(
                    ExitCode.FAILED,
                    message(unsupported),
                    "request",
                    "try another draft with --draft, or another peer");
        }
        if (error instanceof IOException io) {
            return ofIo(io);
        }
        if (error instanceof UncheckedIOException io && io.getCause() != null) {
            return ofIo(io.getCause());
        }
        if (error instanceof IllegalArgumentException wrong) {
            return new ErrorReport(
                    ExitCode.USAGE, message(wrong), "command line", "see moqj help, or --help after the command");
        }
        return new ErrorReport(
                ExitCode.FAILED, "unforeseen: " + error, "moqj itself", "report this, with what -vv prints");
    }

    /** Returns what a future failed with. */
    public static Throwable unwrap(Throwable failure) {
        Throwable error = failure;
        while ((error instanceof CompletionException || error instanceof ExecutionException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        return error;
    }

    private static ErrorReport ofMoq(MoqException error) {
        return new ErrorReport(exitCode(error), message(error), where(error), error.hint());
    }

    private static int exitCode(MoqException error) {
        if (isTimeout(error)) {
            return ExitCode.TIMED_OUT;
        }
        if (error.phase() == FailurePhase.URL) {
            return ExitCode.USAGE;
        }
        return error instanceof MoqTransportException ? ExitCode.NOT_CONNECTED : ExitCode.FAILED;
    }

    private static boolean isTimeout(MoqException error) {
        return (error instanceof MoqTransportException transport && transport.isTimeout())
                || (error instanceof MoqSessionException session && session.isTimeout())
                || (error instanceof MoqRequestException request && request.isTimeout());
    }

    private static String where(MoqException error) {
        String phase = phase(error.phase());
        if (error.code() < 0) {
            return phase;
        }
        String number = "0x" + Long.toHexString(error.code());
        String name = error.codeName().equals(number) ? "" : " " + error.codeName();
        return phase + ", code " + number + name;
    }

    private static String phase(FailurePhase phase) {
        return switch (phase) {
            case URL, DNS, UDP, TLS, ALPN, CONNECT, SETUP -> phase.name();
            case REQUEST, DATA -> phase.name().toLowerCase(Locale.ROOT);
        };
    }

    private static ErrorReport ofIo(IOException error) {
        if (error instanceof NoSuchFileException) {
            return new ErrorReport(ExitCode.USAGE, "no such file: " + message(error), "input", "check the file's name");
        }
        if (error instanceof AccessDeniedException) {
            return new ErrorReport(
                    ExitCode.USAGE, "not allowed: " + message(error), "files", "check the file's permissions");
        }
        return new ErrorReport(
                ExitCode.FAILED, message(error), "files", "check the input's and the output's file, and the disk");
    }

    /** A message is one line, whatever a peer or a file name puts into it. */
    private static String message(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : oneLine(message);
    }

    private static String oneLine(String message) {
        return message.codePoints().anyMatch(Character::isISOControl) ? PeerText.shown(message) : message;
    }

    /** Returns the lines to print. */
    public String text() {
        StringBuilder lines = new StringBuilder("error: ").append(what);
        lines.append(System.lineSeparator()).append("where: ").append(where);
        if (!hint.isEmpty()) {
            lines.append(System.lineSeparator()).append("try:   ").append(hint);
        }
        return lines.toString();
    }
}
