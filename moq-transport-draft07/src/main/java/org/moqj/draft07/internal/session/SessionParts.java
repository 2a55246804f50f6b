package org.moqj.draft07.internal.session;

/**
 * The parts of one session, each for one concern of the draft. {@code our…} requests are simply called by their name,
 * those of the peer have {@code peer} in front.
 */
record SessionParts(
        Setup setup,
        SubscribeIds subscribeIds,
        Subscriptions subscriptions,
        OurFetches fetches,
        OurNamespaces namespaces,
        OurPrefixes prefixes,
        OurTrackStatuses trackStatuses,
        PeerSubscriptions peerSubscriptions,
        PeerFetches peerFetches,
        PeerNamespaces peerNamespaces,
        PeerPrefixes peerPrefixes,
        PeerTrackStatuses peerTrackStatuses,
        DataStreams dataStreams) {

    /** Puts a session together. */
    static SessionParts of(Shared shared) {
        SubscribeIds ids = new SubscribeIds();
        GrantedIds granted = new GrantedIds(shared);
        Priorities priorities = new Priorities();
        Subscriptions subscriptions = new Subscriptions(shared, ids);
        OurFetches fetches = new OurFetches(shared, ids);
        OurNamespaces namespaces = new OurNamespaces(shared);
        DataStreams dataStreams = new DataStreams(shared, subscriptions, fetches);
        return new SessionParts(
                new Setup(shared, ids, granted, dataStreams::established),
                ids,
                subscriptions,
                fetches,
                namespaces,
                new OurPrefixes(shared),
                new OurTrackStatuses(shared),
                new PeerSubscriptions(shared, granted, namespaces, priorities, subscriptions::layout),
                new PeerFetches(shared, granted, priorities),
                new PeerNamespaces(shared),
                new PeerPrefixes(shared),
                new PeerTrackStatuses(shared),
                dataStreams);
    }

    /** Frees what the parts hold: buffers and timers. */
    void release() {
        setup.release();
        subscriptions.release();
        fetches.release();
        namespaces.release();
        prefixes.release();
        trackStatuses.release();
        peerSubscriptions.release();
        peerFetches.release();
        peerNamespaces.release();
        peerPrefixes.release();
    }
}
