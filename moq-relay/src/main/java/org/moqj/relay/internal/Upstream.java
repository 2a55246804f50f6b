package org.moqj.relay.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqSession;
import org.moqj.core.Subscription;
import org.moqj.core.model.Location;

/** One publisher of a track, and the subscription there. Confined to the relay's thread. */
final class Upstream {

    private final MoqSession publisher;
    private final Kind kind;
    private @Nullable Subscription subscription;

    /** How a publisher came to a track. */
    enum Kind {
        /** It was asked because it has published the track's namespace. */
        ASKED,
        /** It was asked because it has taken the track's namespace over. */
        SUCCESSOR,
        /** It brought the track of its own accord, and is not to be asked for it again. */
        BROUGHT
    }

    Upstream(MoqSession publisher, Kind kind) {
        this.publisher = publisher;
        this.kind = kind;
    }

    MoqSession publisher() {
        return publisher;
    }

    Kind kind() {
        return kind;
    }

    boolean isAgreed() {
        return subscription != null;
    }

    void agreed(Subscription made) {
        subscription = made;
    }

    void close() {
        if (subscription != null) {
            subscription.close();
        }
    }

    /**
     * Returns whether a publisher is in an earlier group than a track has come to, so that what it has is not what comes
     * next. One that has nothing yet may still go on with it.
     */
    static boolean isBehind(Optional<Location> there, Optional<Location> here) {
        return there.isPresent()
                && here.isPresent()
                && there.get().group() < here.get().group();
    }
}
