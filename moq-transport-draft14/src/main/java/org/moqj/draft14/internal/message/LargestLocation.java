package org.moqj.draft14.internal.message;

import java.util.Optional;
import org.moqj.core.model.Location;
import org.moqj.core.spi.wire.ProtocolViolation;

/** Content Exists and the Largest Location that follows it if so (draft-14, sections 9.8 and 9.13). */
final class LargestLocation {

    private LargestLocation() {}

    static Optional<Location> read(FieldReader in) throws ProtocolViolation {
        return in.flag("Content Exists") ? Optional.of(in.location("Largest Location")) : Optional.empty();
    }

    static void write(FieldWriter out, Optional<Location> largest) {
        out.flag("Content Exists", largest.isPresent());
        largest.ifPresent(location -> out.location("Largest Location", location));
    }
}
