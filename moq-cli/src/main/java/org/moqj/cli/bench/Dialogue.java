package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.CommandException;
import org.moqj.cli.terminal.Stop;
import org.moqj.cli.terminal.Terminal;

/** A worker's end of the talk with the bench: hears a line at a time, and answers in JSON. For one thread. */
public final class Dialogue {

    private final BufferedReader in;
    private final JsonLines out;
    private final Stop stop;

    /** Talks over the terminal's streams. */
    public Dialogue(Terminal terminal, Stop stop) {
        this.in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        this.out = new JsonLines(terminal.out());
        this.stop = stop;
    }

    void say(ObjectNode json) {
        out.write(json);
    }

    /**
     * Waits for the line that begins with {@code word}.
     *
     * @return the rest of the line
     * @throws CommandException where another comes, or the bench has gone
     */
    String hear(String word) {
        String line = stop.await(Background.run("input", () -> Optional.ofNullable(in.readLine())))
                .orElse("");
        if (!line.startsWith(word)) {
            throw CommandException.failed("the bench has gone", "the bench's " + word, "run it again");
        }
        return line.substring(word.length()).strip();
    }
}
