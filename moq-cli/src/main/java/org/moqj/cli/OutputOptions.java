package org.moqj.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.subscribe.Output;
import org.moqj.cli.terminal.Terminal;
import org.moqj.core.Limits;
import picocli.CommandLine.Option;

/** Where objects go that a command receives, and how large they may be. */
final class OutputOptions {

    @Option(names = "--out", paramLabel = "FILE", description = "Write payloads to this file instead of stdout.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description = "Write a JSON object for each object to stdout; payloads go to --out, if anywhere.")
    private boolean json;

    @Option(
            names = "--max-object-size",
            paramLabel = "BYTES",
            defaultValue = "10485760",
            description = "Refuse larger objects. Default: ${DEFAULT-VALUE}.")
    private int maxObjectSize = Limits.defaults().maxObjectSize();

    /** Returns whether objects are only told about. */
    boolean isLog() {
        return json && out == null;
    }

    int maxObjectSize() {
        return maxObjectSize;
    }

    Limits limits() {
        return Limits.defaults().withMaxObjectSize(maxObjectSize);
    }

    /** Opens what takes the payloads. */
    Output payloads(Terminal terminal) throws IOException {
        if (out != null) {
            return Output.to(out);
        }
        return Output.to(json ? OutputStream.nullOutputStream() : terminal.out());
    }

    /** Returns where objects are told about; null for nowhere. */
    @Nullable
    JsonLines log(Terminal terminal) {
        return json ? new JsonLines(terminal.out()) : null;
    }
}
