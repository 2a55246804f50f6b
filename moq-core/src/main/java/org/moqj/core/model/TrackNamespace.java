package org.moqj.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A track namespace: up to 32 fields of bytes, compared exactly (draft-14, section 2.4.1; draft-07, section 2.4.1).
 *
 * <p>A namespace of a track has at least one field; a prefix to look for namespaces may have none, which matches all.
 *
 * @param fields the fields, outermost first
 */
public record TrackNamespace(List<ByteString> fields) {

    /** The most fields that the drafts allow. */
    public static final int MAX_FIELDS = 32;

    /** The prefix of every namespace: no fields at all. */
    public static final TrackNamespace EMPTY = new TrackNamespace(List.of());

    /**
     * Checks the number of fields.
     *
     * @throws IllegalArgumentException for more than {@value #MAX_FIELDS} fields
     */
    public TrackNamespace {
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "A namespace has at most " + MAX_FIELDS + " fields, not " + fields.size());
        }
        fields = List.copyOf(fields);
    }

    /** Returns the namespace of these fields, as UTF-8. */
    public static TrackNamespace of(String... fields) {
        return new TrackNamespace(Arrays.stream(fields).map(ByteString::of).toList());
    }

    /** Returns the namespace that {@code path} writes with a slash between fields, such as {@code live/cam}. */
    public static TrackNamespace parse(String path) {
        return path.isEmpty() ? EMPTY : of(path.split("/", -1));
    }

    /** Returns this namespace with {@code field} after its last. */
    public TrackNamespace append(String field) {
        List<ByteString> longer = new ArrayList<>(fields);
        longer.add(ByteString.of(field));
        return new TrackNamespace(longer);
    }

    /** Returns whether the first fields of this namespace are those of {@code prefix}, or all of them. */
    public boolean startsWith(TrackNamespace prefix) {
        return fields.size() >= prefix.fields.size()
                && fields.subList(0, prefix.fields.size()).equals(prefix.fields);
    }

    /** Returns the sum of the fields' bytes. */
    public int byteSize() {
        int size = 0;
        for (ByteString field : fields) {
            size += field.size();
        }
        return size;
    }

    /** Returns the fields with a slash between them. */
    @Override
    public String toString() {
        return fields.stream().map(ByteString::toString).collect(Collectors.joining("/"));
    }
}
