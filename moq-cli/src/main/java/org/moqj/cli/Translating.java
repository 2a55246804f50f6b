package org.moqj.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.ExitCode;
import org.moqj.cli.terminal.Terminal;
import org.moqj.cli.wire.Batch;
import org.moqj.cli.wire.RequestReader;
import org.moqj.cli.wire.Translation;
import org.moqj.core.PeerText;
import org.moqj.core.spi.wire.ProtocolViolation;

/** What {@code moqj decode} and {@code moqj encode} have in common. */
final class Translating {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Moqj program;
    private final Translation translation;

    Translating(Moqj program, Translation translation) {
        this.program = program;
        this.translation = translation;
    }

    /** Answers each line of the input. */
    int batch() {
        Terminal terminal = program.terminal();
        inBackground(() -> {
            new Batch(translation).run(terminal.in(), terminal.out());
            return terminal;
        });
        return ExitCode.DONE;
    }

    /** Returns all of the input, up to one byte more than is allowed. */
    byte[] input() {
        InputStream in = program.terminal().in();
        return inBackground(() -> in.readNBytes(RequestReader.MAX_BYTES + 1));
    }

    private <T> T inBackground(Callable<T> work) {
        return program.stop().await(Background.run("input", work));
    }

    /** Returns the object that {@code json} is. */
    ObjectNode parse(byte[] json) {
        try {
            return RequestReader.read(json);
        } catch (ProtocolViolation e) {
            throw failure(e);
        }
    }

    /** Answers one request. */
    ObjectNode one(ObjectNode request) {
        try {
            return translation.answer(request);
        } catch (ProtocolViolation e) {
            throw failure(e);
        }
    }

    private static CommandException failure(ProtocolViolation violation) {
        String kind = violation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return CommandException.input(
                kind + ": " + PeerText.shown(violation.field()) + ": " + PeerText.shown(violation.detail()),
                "check --draft and --kind, and that nothing is missing");
    }

    /** Prints JSON for people. */
    int show(ObjectNode json) throws IOException {
        return show(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    /** Prints a line. */
    int show(String line) throws IOException {
        OutputStream out = program.terminal().out();
        out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.DONE;
    }
}
