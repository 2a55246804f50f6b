package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bytes a person means who says no more than the bytes. */
final class WireOptions {

    @Option(names = "--draft", paramLabel = "14|07", description = "Whose bytes these are. Default: 14.")
    private @Nullable String draft;

    @Option(
            names = "--kind",
            paramLabel = "control|stream|datagram|varint",
            description = "What the bytes are. Default: control, a control message with its type and length.")
    private @Nullable String kind;

    /** Returns whether either was said. */
    boolean isGiven() {
        return draft != null || kind != null;
    }

    /** Puts into {@code request} what was said here, and what it lacks then. */
    void complete(ObjectNode request) {
        put(request, "draft", draft, "14");
        put(request, "kind", kind, "control");
    }

    private static void put(ObjectNode request, String member, @Nullable String given, String otherwise) {
        if (given != null) {
            request.put(member, given);
        } else if (!request.has(member)) {
            request.put(member, otherwise);
        }
    }
}
