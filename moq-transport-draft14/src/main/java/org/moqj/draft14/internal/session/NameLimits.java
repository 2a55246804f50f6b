package org.moqj.draft14.internal.session;

import org.moqj.core.MoqRequestException;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** The limits of draft-14, section 2.4.1, on names that we send. */
final class NameLimits {

    private NameLimits() {}

    /** Checks a namespace, or a prefix, that is to be sent. */
    static void check(TrackNamespace namespace) {
        if (namespace.fields().isEmpty()) {
            throw MoqRequestException.notPossible(
                    null, "draft-14 allows no namespace without fields", "name at least one field");
        }
        if (namespace.byteSize() > FullTrackName.MAX_BYTES) {
            throw MoqRequestException.notPossible(
                    null,
                    "A namespace has at most " + FullTrackName.MAX_BYTES + " bytes, not " + namespace.byteSize(),
                    "use shorter names");
        }
    }
}
