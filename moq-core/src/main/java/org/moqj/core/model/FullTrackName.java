package org.moqj.core.model;

import java.util.Arrays;

/**
 * A track's whole name: its namespace, and its name in there (draft-14, section 2.4.1; draft-07, section 2.4.1).
 *
 * @param namespace the namespace, of at least one field
 * @param name the track's name, any bytes, also none
 */
public record FullTrackName(TrackNamespace namespace, ByteString name) {

    /** The most bytes that namespace fields and name may have together (draft-14, section 2.4.1). */
    public static final int MAX_BYTES = 4096;

    /**
     * Checks the limits of the drafts.
     *
     * @throws IllegalArgumentException where the namespace has no field, or all of it has more than 4096 bytes
     */
    public FullTrackName {
        if (namespace.fields().isEmpty()) {
            throw new IllegalArgumentException("A track's namespace has at least one field");
        }
        int size = namespace.byteSize() + name.size();
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("A full track name has at most " + MAX_BYTES + " bytes, not " + size);
        }
    }

    /** Returns the track {@code name} in {@code namespace}. */
    public static FullTrackName of(TrackNamespace namespace, String name) {
        return new FullTrackName(namespace, ByteString.of(name));
    }

    /** Returns the track whose namespace fields are all of {@code path} but the last, and whose name is the last. */
    public static FullTrackName of(String... path) {
        if (path.length < 2) {
            throw new IllegalArgumentException("A full track name needs a namespace field and a name");
        }
        String[] fields = Arrays.copyOf(path, path.length - 1);
        return of(TrackNamespace.of(fields), path[path.length - 1]);
    }

    /** Returns namespace and name with slashes between. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
