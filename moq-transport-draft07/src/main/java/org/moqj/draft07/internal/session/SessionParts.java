package org.moqj.draft07.internal.session;

/**
 * The parts of one session, each for one concern of the draft.
 *
 * @param setup the first exchange
 * @param outgoingRequests the ids of our requests
 * @param subscriptions our subscriptions
 * @param fetches our fetches
 * @param publishedNamespaces the namespaces that we offer
 * @param namespaceSubscriptions the prefixes that we follow
 * @param trackStatusQueries our questions for the state of tracks
 * @param publications the peer's subscriptions, which we serve
 * @param servedFetches the peer's fetches
 * @param offeredNamespaces the namespaces that the peer offers
 * @param prefixSubscribers the prefixes that the peer follows
 * @param trackStatusQuestions the peer's questions for the state of tracks
 * @param dataStreams the streams and datagrams that the peer sends objects on
 */
record SessionParts(
        Setup setup,
        OutgoingRequests outgoingRequests,
        Subscriptions subscriptions,
        Fetches fetches,
        PublishedNamespaces publishedNamespaces,
        NamespaceSubscriptions namespaceSubscriptions,
        TrackStatusQueries trackStatusQueries,
        Publications publications,
        ServedFetches servedFetches,
        OfferedNamespaces offeredNamespaces,
        PrefixSubscribers prefixSubscribers,
        TrackStatusQuestions trackStatusQuestions,
        DataStreams dataStreams) {

    /** Puts a session together. */
    static SessionParts of(Link link) {
        OutgoingRequests ids = new OutgoingRequests();
        IncomingRequests granted = new IncomingRequests(link);
        StreamPriorities priorities = new StreamPriorities();
        Subscriptions subscriptions = new Subscriptions(link, ids);
        Fetches fetches = new Fetches(link, ids);
        PublishedNamespaces publishedNamespaces = new PublishedNamespaces(link);
        DataStreams dataStreams = new DataStreams(link, subscriptions, fetches);
        return new SessionParts(
                new Setup(link, ids, granted, dataStreams::established),
                ids,
                subscriptions,
                fetches,
                publishedNamespaces,
                new NamespaceSubscriptions(link),
                new TrackStatusQueries(link),
                new Publications(link, granted, publishedNamespaces, priorities, subscriptions::layout),
                new ServedFetches(link, granted, priorities),
                new OfferedNamespaces(link),
                new PrefixSubscribers(link),
                new TrackStatusQuestions(link),
                dataStreams);
    }

    /** Frees what the parts hold: buffers and timers. */
    void release() {
        setup.release();
        subscriptions.release();
        fetches.release();
        publishedNamespaces.release();
        namespaceSubscriptions.release();
        trackStatusQueries.release();
        publications.release();
        servedFetches.release();
        offeredNamespaces.release();
        prefixSubscribers.release();
    }
}
