package org.moqj.cli.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The media that tests read. */
public final class MediaFiles {

    private MediaFiles() {}

    /** Returns the clip of {@code moqj demo}: 125 pictures with a keyframe every 25, and sound. */
    public static byte[] clip() {
        return resource("/org/moqj/cli/demo/clip.mp4");
    }

    /** Returns a file of this package, see README.md beside it. */
    public static byte[] file(String name) {
        return resource("/org/moqj/cli/media/" + name);
    }

    private static byte[] resource(String path) {
        try (InputStream in = MediaFiles.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** Returns a box of {@code type} around {@code content}. */
    static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    /** Returns the pieces one after the other. */
    static byte[] join(byte[]... pieces) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
