package org.moqj.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.moqj.cli.publish.Publication;
import org.moqj.core.model.ExtensionHeader;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

/** An object of a track as JSON; the same fields whether it was sent or received. */
public final class ObjectJson {

    private ObjectJson() {}

    /** Describes an object that arrived. */
    public static ObjectNode received(FullTrackName track, MoqObject object, Instant arrival) {
        ObjectNode json = begin(track, object.groupId(), object.subgroupId(), object.objectId());
        json.put("priority", object.publisherPriority());
        json.put("status", object.status().name().toLowerCase(Locale.ROOT));
        json.put("forwarding", object.forwardingPreference().name().toLowerCase(Locale.ROOT));
        putExtensions(json.putArray("extension_headers"), object.extensionHeaders());
        putPayload(json, object.payload());
        return json.put("arrival", arrival.toString());
    }

    /** Describes an object with a payload that was written. */
    public static ObjectNode sent(
            FullTrackName track, Publication.Placed object, ByteBuffer payload, Instant departure) {
        ObjectNode json = begin(track, object.groupId(), object.subgroupId(), object.objectId());
        json.put("priority", object.priority());
        json.put("status", "normal");
        putPayload(json, payload);
        return json.put("departure", departure.toString());
    }

    /** Returns the SHA-256 of what remains in {@code bytes}, in lower-case hex. */
    public static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static ObjectNode begin(FullTrackName track, long groupId, long subgroupId, long objectId) {
        ObjectNode json = JsonLines.object();
        json.put("track", track.name().toString());
        json.put("group", groupId);
        json.put("subgroup", subgroupId);
        return json.put("object", objectId);
    }

    private static void putPayload(ObjectNode json, ByteBuffer payload) {
        json.put("size", payload.remaining());
        json.put("sha256", sha256(payload));
    }

    private static void putExtensions(ArrayNode array, List<ExtensionHeader> headers) {
        for (ExtensionHeader header : headers) {
            ObjectNode entry = array.addObject().put("type", header.type());
            if (header instanceof ExtensionHeader.Numeric numeric) {
                entry.put("value", numeric.value());
            } else if (header instanceof ExtensionHeader.Binary binary) {
                entry.put("value_hex", HexFormat.of().formatHex(binary.value().toByteArray()));
            }
        }
    }
}
