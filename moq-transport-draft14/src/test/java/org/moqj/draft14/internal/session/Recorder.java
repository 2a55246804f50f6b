package org.moqj.draft14.internal.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.moqj.core.MoqSessionException;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.core.spi.draft.PeerSetup;

/** What one end of a session is told, in the order of telling; requests are answered by the test. */
final class Recorder implements DraftSessionListener {

    final List<PeerSetup> established = new ArrayList<>();
    final Deque<IncomingSubscribe> subscribes = new ArrayDeque<>();
    final Deque<IncomingFetch> fetches = new ArrayDeque<>();
    final Deque<IncomingTrackStatus> trackStatuses = new ArrayDeque<>();
    final Deque<IncomingPublish> publishes = new ArrayDeque<>();
    final Deque<IncomingNamespace> namespaces = new ArrayDeque<>();
    final Deque<IncomingSubscribeNamespace> prefixes = new ArrayDeque<>();
    final List<String> goaways = new ArrayList<>();
    final List<MoqSessionException> closed = new ArrayList<>();
    Consumer<IncomingSubscribe> whenSubscribed = request -> {};
    Consumer<IncomingPublish> whenPublished = request -> {};

    Predicate<String> acceptedPath = path -> true;
    Predicate<String> acceptedAuthority = authority -> true;

    @Override
    public boolean acceptsPath(String path) {
        return acceptedPath.test(path);
    }

    @Override
    public boolean acceptsAuthority(String authority) {
        return acceptedAuthority.test(authority);
    }

    @Override
    public void onEstablished(PeerSetup peer) {
        established.add(peer);
    }

    @Override
    public void onSubscribe(IncomingSubscribe request) {
        subscribes.add(request);
        whenSubscribed.accept(request);
    }

    @Override
    public void onFetch(IncomingFetch request) {
        fetches.add(request);
    }

    @Override
    public void onTrackStatus(IncomingTrackStatus request) {
        trackStatuses.add(request);
    }

    @Override
    public void onPublish(IncomingPublish request) {
        publishes.add(request);
        whenPublished.accept(request);
    }

    @Override
    public void onPublishNamespace(IncomingNamespace request) {
        namespaces.add(request);
    }

    @Override
    public void onSubscribeNamespace(IncomingSubscribeNamespace request) {
        prefixes.add(request);
    }

    @Override
    public void onGoaway(String newUri) {
        goaways.add(newUri);
    }

    @Override
    public void onClosed(MoqSessionException end) {
        closed.add(end);
    }
}
