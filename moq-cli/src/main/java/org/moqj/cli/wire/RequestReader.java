package org.moqj.cli.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Reads requests, which are one JSON object each. */
public final class RequestReader {

    /** The most bytes that a request may have: room for the hex of the largest object that sessions take by default. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int MAX_DEPTH = 16;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestReader() {}

    /** Returns the object that {@code json} is. */
    public static ObjectNode read(byte[] json) throws ProtocolViolation {
        if (json.length > MAX_BYTES) {
            throw ProtocolViolation.invalid("request", "must have at most " + MAX_BYTES + " bytes");
        }
        if (parse(json) instanceof ObjectNode object) {
            return object;
        }
        throw ProtocolViolation.invalid("request", "must be a JSON object");
    }

    private static JsonNode parse(byte[] json) throws ProtocolViolation {
        try {
            return JSON.readTree(json);
        } catch (MismatchedInputException e) {
            throw ProtocolViolation.invalid("request", "must be one JSON object, with nothing after it");
        } catch (JsonProcessingException e) {
            throw ProtocolViolation.invalid("request", "is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) { // such as bytes that are no UTF-8
            throw ProtocolViolation.invalid("request", "is no JSON: " + e.getMessage());
        }
    }
}
