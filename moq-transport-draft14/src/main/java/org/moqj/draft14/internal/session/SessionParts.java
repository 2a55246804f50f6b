package org.moqj.draft14.internal.session;

import org.moqj.core.spi.wire.ProtocolViolation;
import org.moqj.draft14.internal.message.PublishDone;

/** The parts of a session, put together. */
final class SessionParts {

    private final Link link;
    private final Support support;
    private final OutgoingRequests ours;
    private final IncomingRequests theirs;
    private final Setup setup;
    private final Shutdown shutdown;
    private final Subscriptions subscriptions;
    private final Publications publications;
    private final OfferedTracks offeredTracks;
    private final IncomingOffers incomingOffers;
    private final Fetches fetches;
    private final ServedFetches servedFetches;
    private final TrackStatusQueries trackStatusQueries;
    private final TrackStatusQuestions trackStatusQuestions;
    private final PublishedNamespaces publishedNamespaces;
    private final OfferedNamespaces offeredNamespaces;
    private final NamespaceSubscriptions namespaceSubscriptions;
    private final PrefixSubscribers prefixSubscribers;
    private final DataStreams dataStreams;

    SessionParts(Link link) {
        this.link = link;
        support = new Support(link);
        ours = new OutgoingRequests(link);
        theirs = new IncomingRequests(link);
        AuthTokens tokens = new AuthTokens();
        setup = new Setup(link, ours, theirs, tokens);
        shutdown = new Shutdown(link, support);

        TrackAliases aliases = new TrackAliases();
        EarlyData early = new EarlyData(link);
        KnownTracks tracks = new KnownTracks(link);
        subscriptions = new Subscriptions(link, support, ours, aliases, early, tracks);
        fetches = new Fetches(link, ours, tracks);
        subscriptions.whenMalformed(fetches::leaveMalformed);
        fetches.whenMalformed(subscriptions::malformed);
        incomingOffers = new IncomingOffers(link, theirs, tokens, subscriptions, early);
        dataStreams = new DataStreams(link, aliases, early, fetches);

        StreamPriorities priorities = new StreamPriorities();
        publications = new Publications(link, ours, theirs, tokens, priorities);
        offeredTracks = new OfferedTracks(link, ours, publications);
        servedFetches = new ServedFetches(link, theirs, tokens, publications, priorities);

        trackStatusQueries = new TrackStatusQueries(link, ours);
        trackStatusQuestions = new TrackStatusQuestions(link, theirs, tokens);
        publishedNamespaces = new PublishedNamespaces(link, ours);
        offeredNamespaces = new OfferedNamespaces(link, theirs, tokens);
        namespaceSubscriptions = new NamespaceSubscriptions(link, ours);
        prefixSubscribers = new PrefixSubscribers(link, theirs, tokens);
    }

    /** PUBLISH_DONE is about a subscription of ours, or an offer that was not answered yet, or comes late. */
    void onPublishDone(PublishDone done) throws ProtocolViolation {
        if (!subscriptions.onPublishDone(done) && !incomingOffers.onPublishDone(done)) {
            checkExisted(done.requestId());
            link.dropped("PUBLISH_DONE");
        }
    }

    private void checkExisted(long requestId) throws ProtocolViolation {
        if (!ours.isUsed(requestId) && !theirs.isUsed(requestId)) {
            throw ProtocolViolation.invalid("Request ID", "there was no request " + requestId);
        }
    }

    Support support() {
        return support;
    }

    OutgoingRequests ours() {
        return ours;
    }

    Setup setup() {
        return setup;
    }

    Shutdown shutdown() {
        return shutdown;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Publications publications() {
        return publications;
    }

    OfferedTracks offeredTracks() {
        return offeredTracks;
    }

    IncomingOffers incomingOffers() {
        return incomingOffers;
    }

    Fetches fetches() {
        return fetches;
    }

    ServedFetches servedFetches() {
        return servedFetches;
    }

    TrackStatusQueries trackStatusQueries() {
        return trackStatusQueries;
    }

    TrackStatusQuestions trackStatusQuestions() {
        return trackStatusQuestions;
    }

    PublishedNamespaces publishedNamespaces() {
        return publishedNamespaces;
    }

    OfferedNamespaces offeredNamespaces() {
        return offeredNamespaces;
    }

    NamespaceSubscriptions namespaceSubscriptions() {
        return namespaceSubscriptions;
    }

    PrefixSubscribers prefixSubscribers() {
        return prefixSubscribers;
    }

    DataStreams dataStreams() {
        return dataStreams;
    }
}
