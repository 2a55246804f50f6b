package org.moqj.cli.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Bytes and what they mean, both written by hand.
 *
 * @param draft the draft's number
 * @param kind control, stream or datagram
 * @param type the name of the message, the stream or the datagram
 * @param hex the bytes
 * @param fields what they mean, as JSON
 */
record WireVector(int draft, String kind, String type, String hex, String fields) {

    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Returns the vectors of both drafts. */
    static List<WireVector> all() throws IOException {
        List<WireVector> all = new ArrayList<>(of(14, "draft-14.txt"));
        all.addAll(of(7, "draft-07.txt"));
        return all;
    }

    static List<WireVector> control() throws IOException {
        return all().stream().filter(vector -> vector.kind.equals("control")).toList();
    }

    private static List<WireVector> of(int draft, String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(WireVector.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\n", "");
            return Arrays.stream(text.strip().split("\n\n"))
                    .map(block -> block.strip().split("\n"))
                    .map(lines -> new WireVector(
                            draft,
                            lines[0].split(" ", -1)[0],
                            lines[0].split(" ", -1)[1],
                            lines[1].replace(" ", ""),
                            lines[2]))
                    .toList();
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    ObjectNode json() {
        try {
            return (ObjectNode) JSON.readTree(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(type, e);
        }
    }

    @Override
    public String toString() {
        return "draft-" + draft + " " + type + " " + hex;
    }
}
