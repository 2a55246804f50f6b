package org.moqj.cli.demo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a track: of every object's group, id, size and payload, in their order. Thread-safe. */
final class TrackDigest {

    private final MessageDigest digest;
    private long objects;
    private long bytes;

    TrackDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    synchronized void add(long groupId, long objectId, ByteBuffer payload) {
        ByteBuffer place = ByteBuffer.allocate(20);
        digest.update(place.putLong(groupId)
                .putLong(objectId)
                .putInt(payload.remaining())
                .flip());
        objects++;
        bytes += payload.remaining();
        digest.update(payload.duplicate());
    }

    synchronized Sum sum() {
        try {
            byte[] soFar = ((MessageDigest) digest.clone()).digest();
            return new Sum(objects, bytes, HexFormat.of().formatHex(soFar));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }

    /** A track in numbers: equal where every object is. */
    record Sum(long objects, long bytes, String sha256) {}
}
