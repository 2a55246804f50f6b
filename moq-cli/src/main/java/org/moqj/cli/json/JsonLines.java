package org.moqj.cli.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes JSON objects to a stream, one a line, each in one write. Thread-safe. */
public final class JsonLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;

    /** Writes to {@code out}. */
    public JsonLines(OutputStream out) {
        this.out = out;
    }

    /** Returns an object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * Writes {@code node} as a line.
     *
     * @throws UncheckedIOException where the output fails
     */
    public synchronized void write(ObjectNode node) {
        try {
            byte[] json = JSON.writeValueAsBytes(node);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            out.write(line);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
