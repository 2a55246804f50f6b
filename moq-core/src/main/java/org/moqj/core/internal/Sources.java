package org.moqj.core.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.model.ObjectStatus;

/**
 * Where the objects of a track that is passed on come from: one publisher, or several that have the same track. Confined
 * to the track's home executor.
 */
final class Sources {

    private final Set<Passage> all = new LinkedHashSet<>();
    private final Map<Passage, Location> passedBefore = new HashMap<>();
    private boolean several;

    /**
     * Adds one.
     *
     * @param passed how far the track had come when a publisher joined that had nothing of it; else empty
     */
    void add(Passage source, Optional<Location> passed) {
        several |= !all.isEmpty() || passed.isPresent();
        all.add(source);
        passed.ifPresent(location -> passedBefore.put(source, location));
    }

    void remove(Passage source) {
        all.remove(source);
        passedBefore.remove(source);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns whether an object may come more than once because there is, or was, more than one. */
    boolean wereSeveral() {
        return several;
    }

    void tell(boolean audienceBehind) {
        all.forEach(source -> source.onAudienceBehind(audienceBehind));
    }

    /**
     * Returns whether {@code source} may bring {@code object}. One that uses ids for other objects than those that were
     * passed under them is refused, and so is one that had nothing and then begins where others have been.
     *
     * @param known the object of that id that is kept; null where none is
     */
    boolean admits(Passage source, MoqObject object, @Nullable MoqObject known) {
        Location passed = passedBefore.remove(source);
        if (known == null && passed != null && object.groupId() <= passed.group()) {
            source.refuse("its ids begin again at group " + object.groupId() + ", when group " + passed.group()
                    + " had been passed on");
            return false;
        }
        if (known != null && differs(known, object)) {
            source.refuse("it has another object for " + object.location());
            return false;
        }
        return true;
    }

    /** An object that is there no longer may say so; nothing else may change (draft-14, section 8.1). */
    private static boolean differs(MoqObject known, MoqObject other) {
        if (known.status() == ObjectStatus.DOES_NOT_EXIST || other.status() == ObjectStatus.DOES_NOT_EXIST) {
            return false;
        }
        return known.status() != other.status()
                || known.forwardingPreference() != other.forwardingPreference()
                || known.publisherPriority() != other.publisherPriority()
                || !known.payload().equals(other.payload());
    }
}
