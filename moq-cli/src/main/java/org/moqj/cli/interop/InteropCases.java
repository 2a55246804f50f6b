package org.moqj.cli.interop;

import java.util.List;
import java.util.Optional;

/** The table of cases: the six that every test client of the ecosystem has, then ours, where objects flow. */
public final class InteropCases {

    private static final List<InteropCase> ALL = List.of(
            InteropCase.of("setup-only", "9.3", "6.2", CommonCases::setupOnly),
            InteropCase.of("announce-only", "9.23", "6.21", CommonCases::announceOnly),
            InteropCase.of("publish-namespace-done", "9.26", "6.22", CommonCases::publishNamespaceDone),
            InteropCase.of("subscribe-error", "9.9", "6.16", CommonCases::subscribeError),
            InteropCase.of("announce-subscribe", "9.7", "6.4", CommonCases::announceSubscribe),
            InteropCase.of("subscribe-before-announce", "9.7", "6.4", CommonCases::subscribeBeforeAnnounce),
            InteropCase.of("subgroup-data", "10.4.2", "7.3.1", DeliveryCases::subgroupData),
            InteropCase.of("datagram-data", "10.3.1", "7.2", DeliveryCases::datagramData),
            InteropCase.of("subgroups-with-gaps", "8.5", "5.3", DeliveryCases::subgroupsWithGaps),
            InteropCase.ofDraft14("extension-headers", "10.2.1.2", DeliveryCases::extensionHeaders),
            InteropCase.of("end-of-group", "10.2.1.1", "7.1.1.1", EndCases::endOfGroup),
            InteropCase.of("end-of-track", "10.2.1.1", "7.1.1.1", EndCases::endOfTrack),
            InteropCase.of("late-join", "9.7", "6.4", PastCases::lateJoin),
            InteropCase.of("fetch-range", "9.16.1", "6.7", PastCases::fetchRange),
            InteropCase.ofDraft14("joining-fetch", "9.16.2", PastCases::joiningFetch),
            InteropCase.ofDraft14("publish-track", "9.13", DiscoveryCases::publishTrack),
            InteropCase.of("track-status", "9.20", "6.12", DiscoveryCases::trackStatus),
            InteropCase.of("namespace-discovery", "9.28", "6.13", DiscoveryCases::namespaceDiscovery),
            InteropCase.of("update-narrows", "9.10", "6.5", EndCases::updateNarrows),
            InteropCase.of("unsubscribe-stops", "9.11", "6.6", EndCases::unsubscribeStops),
            InteropCase.of("large-object", "10.4.2", "7.3.1", LoadCases::largeObject),
            InteropCase.of("hundred-tracks", "5.1", "6.4", LoadCases::hundredTracks),
            InteropCase.of("publisher-returns", "8.4", "5.2", LeavingCases::publisherReturns),
            InteropCase.of("goaway", "9.4", "6.3", LeavingCases::goaway));

    private InteropCases() {}

    /** Returns all cases, in the order in which they run. */
    public static List<InteropCase> all() {
        return ALL;
    }

    /** Returns the case called {@code name}. */
    public static Optional<InteropCase> named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
