package org.moqj.draft14.internal.message;

import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;

/** The names of tracks and namespaces on the wire, with the limits of draft-14, section 2.4.1. */
final class Names {

    private static final String NAMESPACE = "Track Namespace";
    private static final String PREFIX = "Track Namespace Prefix";
    private static final String NAME = "Track Name";

    private Names() {}

    static FullTrackName readTrack(FieldReader in) throws ProtocolViolation {
        TrackNamespace namespace = readNamespace(in);
        int left = FullTrackName.MAX_BYTES - namespace.byteSize();
        return new FullTrackName(namespace, in.bytes(NAME, left));
    }

    static TrackNamespace readNamespace(FieldReader in) throws ProtocolViolation {
        TrackNamespace namespace = read(in, NAMESPACE);
        if (namespace.fields().isEmpty()) {
            throw ProtocolViolation.invalid(NAMESPACE, "must have at least one field");
        }
        return namespace;
    }

    /** Reads a prefix. One without fields, which the draft forbids, is let through: deployed relays send it first thing. */
    static TrackNamespace readPrefix(FieldReader in) throws ProtocolViolation {
        return read(in, PREFIX);
    }

    private static TrackNamespace read(FieldReader in, String field) throws ProtocolViolation {
        return new TrackNamespace(in.tuple(field, TrackNamespace.MAX_FIELDS, FullTrackName.MAX_BYTES));
    }

    static void writeTrack(FieldWriter out, FullTrackName track) {
        writeNamespace(out, track.namespace());
        out.bytes(NAME, track.name());
    }

    static void writeNamespace(FieldWriter out, TrackNamespace namespace) {
        out.tuple(NAMESPACE, namespace.fields());
    }

    static void writePrefix(FieldWriter out, TrackNamespace prefix) {
        out.tuple(PREFIX, prefix.fields());
    }
}
