package org.moqj.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Optional;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;

/** A namespace as JSON: a list of its fields, each a string, or an object with its bytes in hex where it is no text. */
public final class NamespaceJson {

    private NamespaceJson() {}

    /** Puts {@code namespace} into {@code json}. */
    public static ObjectNode put(ObjectNode json, TrackNamespace namespace) {
        ArrayNode fields = json.putArray("namespace");
        for (ByteString field : namespace.fields()) {
            Optional<String> text = field.utf8();
            if (text.isPresent()) {
                fields.add(text.get());
            } else {
                fields.addObject().put("hex", HexFormat.of().formatHex(field.toByteArray()));
            }
        }
        return json;
    }
}
