package org.moqj.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.wire.Translation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code moqj decode}: bytes to JSON. */
@Command(
        name = "decode",
        description = "Shows the fields of a control message, a data stream or a datagram as JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj decode 15000243e8",
            "  moqj decode --draft 07 --kind stream < stream.hex",
            "  echo '{\"draft\":14,\"kind\":\"control\",\"hex\":\"15000243e8\"}' | moqj decode --batch",
        })
final class Decode implements Callable<Integer> {

    @ParentCommand
    private @Nullable Moqj moqj;

    @Mixin(name = "logs")
    private final LogOptions logs = new LogOptions();

    @Mixin
    private final WireOptions wire = new WireOptions();

    @Option(
            names = "--batch",
            description = "Read a JSON request a line from stdin, and answer each with a line of JSON.")
    private boolean batch;

    @Parameters(
            paramLabel = "HEX",
            arity = "0..*",
            description = "The bytes; white space and colons do not count. Read from stdin if left out.")
    private List<String> hex = List.of();

    @Override
    public Integer call() throws IOException {
        logs.apply();
        Translating translating = new Translating(Moqj.of(moqj), Translation.DECODE);
        if (batch) {
            if (!hex.isEmpty() || wire.isGiven()) {
                throw CommandException.usage(
                        "--batch reads draft, kind and hex from stdin", "leave out whatever stands beside --batch");
            }
            return translating.batch();
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        wire.complete(request);
        String digits =
                hex.isEmpty() ? new String(translating.input(), StandardCharsets.ISO_8859_1) : String.join("", hex);
        request.put("hex", digits.replaceAll("[\\s:]", ""));
        ObjectNode shown = request.deepCopy();
        shown.remove("hex");
        ObjectNode answer = translating.one(request);
        answer.remove("ok");
        return translating.show(shown.setAll(answer));
    }
}
