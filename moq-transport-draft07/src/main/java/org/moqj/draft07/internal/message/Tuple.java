package org.moqj.draft07.internal.message;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.model.ByteString;
import org.moqj.core.model.TrackNamespace;
import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.core.spi.wire.WireReader;
import org.moqj.core.spi.wire.WireWriter;

/** A tuple on the wire: a count, and that many fields with their lengths (draft-07, sections 1.3 and 2.4.1). */
final class Tuple {

    private Tuple() {}

    /** Reads the namespace of a track or an announcement: 1 to 32 fields. */
    static TrackNamespace readNamespace(WireReader in) throws ProtocolViolation {
        TrackNamespace namespace = read(in, "Track Namespace");
        if (namespace.fields().isEmpty()) {
            throw ProtocolViolation.invalid("Track Namespace", "1 to 32 fields, is 0");
        }
        return namespace;
    }

    /** Reads a prefix of namespaces; the draft does not say that it has at least one field. */
    static TrackNamespace readPrefix(WireReader in) throws ProtocolViolation {
        return read(in, "Track Namespace Prefix");
    }

    static void write(WireWriter out, TrackNamespace namespace) {
        out.varint(namespace.fields().size());
        for (ByteString field : namespace.fields()) {
            out.lengthPrefixed(field);
        }
    }

    private static TrackNamespace read(WireReader in, String field) throws ProtocolViolation {
        int count = in.boundedVarint(field, TrackNamespace.MAX_FIELDS);
        List<ByteString> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            fields.add(in.lengthPrefixed(field, Integer.MAX_VALUE));
        }
        return new TrackNamespace(fields);
    }
}
