package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.wire.Translation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code moqj encode}: JSON to bytes. */
@Command(
        name = "encode",
        description = "Writes the bytes, in hex, of a control message, a data stream or a datagram given as JSON. "
                + "What moqj decode prints, given back, yields the same bytes if their integers had the shortest form.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  moqj encode '{\"type\":\"MAX_REQUEST_ID\",\"fields\":{\"request_id\":\"1000\"}}'",
            "  moqj decode 15000243e8 | moqj encode",
            "  moqj encode --batch < requests.jsonl",
        })
final class Encode implements Callable<Integer> {

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
            paramLabel = "JSON",
            arity = "0..1",
            description = "An object with type and fields, perhaps also draft and kind. Read from stdin if left out.")
    private @Nullable String json;

    @Override
    public Integer call() throws IOException {
        logs.apply();
        Translating translating = new Translating(Moqj.of(moqj), Translation.ENCODE);
        if (batch) {
            if (json != null || wire.isGiven()) {
                throw CommandException.usage(
                        "--batch reads draft, kind, type and fields from stdin",
                        "leave out whatever stands beside --batch");
            }
            return translating.batch();
        }
        byte[] given = json == null ? translating.input() : json.getBytes(StandardCharsets.UTF_8);
        ObjectNode request = translating.parse(given);
        wire.complete(request);
        return translating.show(translating.one(request).get("hex").textValue());
    }
}
