package org.moqj.draft14.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Collects the objects that a parser finds. */
final class ObjectCollector {

    final List<MoqObject> objects = new ArrayList<>();
    private ObjectParser parser;

    Splits.Feed begin(ObjectParser newParser) {
        objects.clear();
        parser = newParser;
        return this::feed;
    }

    void feed(ByteBuf piece) throws ProtocolViolation, StreamFault {
        for (MoqObject object = parser.read(piece); object != null; object = parser.read(piece)) {
            objects.add(object);
        }
        assertThat(piece.isReadable()).as("unread bytes").isFalse();
    }

    ObjectParser parser() {
        return parser;
    }

    /** Returns {@code group/subgroup/object priority status "text"} of each object. */
    List<String> shown() {
        return objects.stream()
                .map(object -> object.groupId() + "/" + object.subgroupId() + "/" + object.objectId() + " "
                        + object.publisherPriority() + " " + object.status() + " \"" + object.text() + "\"")
                .toList();
    }
}
