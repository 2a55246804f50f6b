package org.moqj.draft07.internal.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;

/** How values look among named fields: text where bytes are text, {@code {"hex": bytes}} where they are not. */
final class Values {

    private Values() {}

    static Object text(ByteString bytes) {
        Optional<String> text = bytes.utf8();
        return text.isPresent() ? text.get() : Map.of("hex", bytes.toByteArray());
    }

    static List<Object> namespace(TrackNamespace namespace) {
        List<Object> fields = new ArrayList<>();
        for (ByteString field : namespace.fields()) {
            fields.add(text(field));
        }
        return fields;
    }
}
