package org.moqj.core.internal;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.moqj.core.Feature;
import org.moqj.core.SessionInfo;
import org.moqj.core.UnsupportedFeatureException;
import org.moqj.core.spi.draft.DraftSession;

/** What a session's draft and peer have, so that callers learn at once what they lack. Thread-safe. */
final class SupportedFeatures {

    private volatile Set<Feature> features = Set.of();
    private volatile Map<Feature, String> lacks = Map.of();
    private volatile String where = "";

    /** Takes note of what is there, once the session is set up. */
    void set(DraftSession draft, SessionInfo info) {
        EnumSet<Feature> supported = EnumSet.noneOf(Feature.class);
        EnumMap<Feature, String> lacking = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            if (draft.supports(feature)) {
                supported.add(feature);
            } else {
                lacking.put(feature, draft.lack(feature));
            }
        }
        boolean strict = info.peerProfile().quirks().isEmpty();
        where = info.draft() + (strict ? "" : " with the peer profile " + info.peerProfile());
        lacks = lacking;
        features = supported;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    /**
     * Checks that {@code feature} is there.
     *
     * @throws UnsupportedFeatureException where it is not
     */
    void require(Feature feature) {
        if (!has(feature)) {
            throw new UnsupportedFeatureException(feature, where, lacks.getOrDefault(feature, ""));
        }
    }
}
