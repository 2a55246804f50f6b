package org.moqj.cli.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Asks as a script does: a line of JSON in, a line of JSON out. */
final class Answers {

    private Answers() {}

    static JsonNode decode(int draft, String kind, byte[] bytes) {
        ObjectNode request = request(draft, kind).put("hex", HexFormat.of().formatHex(bytes));
        return one(Translation.DECODE, text(request));
    }

    static JsonNode encode(int draft, String kind, String type, JsonNode fields) {
        ObjectNode request = request(draft, kind).put("type", type).set("fields", fields);
        return one(Translation.ENCODE, text(request));
    }

    private static ObjectNode request(int draft, String kind) {
        return WireVector.JSON.createObjectNode().put("draft", draft).put("kind", kind);
    }

    private static String text(ObjectNode request) {
        try {
            return WireVector.JSON.writeValueAsString(request);
        } catch (IOException e) {
            throw new AssertionError("Trees can be written", e);
        }
    }

    static JsonNode one(Translation translation, String line) {
        List<JsonNode> answers = all(translation, (line + "\n").getBytes(StandardCharsets.UTF_8));
        if (answers.size() != 1) {
            throw new AssertionError(answers.size() + " answers to one line");
        }
        return answers.get(0);
    }

    static List<JsonNode> all(Translation translation, byte[] lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Batch(translation).run(new ByteArrayInputStream(lines), out);
            return out.toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(Answers::parse)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("Memory does not fail", e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return WireVector.JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }
}
