package org.moqj.draft07.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.moqj.core.MoqSessionException;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.draft.IncomingFetch;
import org.moqj.core.spi.draft.IncomingNamespace;
import org.moqj.core.spi.draft.IncomingPublish;
import org.moqj.core.spi.draft.IncomingSubscribe;
import org.moqj.core.spi.draft.IncomingSubscribeNamespace;
import org.moqj.core.spi.draft.IncomingTrackStatus;
import org.moqj.core.spi.draft.PeerSetup;

/** One end of a session in a test: its session, and what its listener was told. */
final class Endpoint implements DraftSessionListener {
    final List<String> askedPaths = new ArrayList<>();

    final List<PeerSetup> established = new ArrayList<>();
    final List<IncomingSubscribe> subscribes = new ArrayList<>();
    final List<IncomingFetch> fetches = new ArrayList<>();
    final List<IncomingTrackStatus> trackStatuses = new ArrayList<>();
    final List<IncomingNamespace> namespaces = new ArrayList<>();
    final List<IncomingSubscribeNamespace> prefixes = new ArrayList<>();
    final List<String> goaways = new ArrayList<>();
    final List<MoqSessionException> ends = new ArrayList<>();
    Runnable whenSubscribed = () -> {};
    private DraftSession session;

    void session(DraftSession started) {
        session = started;
    }

    DraftSession session() {
        return session;
    }

    MoqSessionException end() {
        if (ends.size() != 1) {
            throw new AssertionError("Not exactly one end: " + ends);
        }
        return ends.get(0);
    }

    @Override
    public boolean acceptsPath(String path) {
        askedPaths.add(path);
        return !path.equals("/closed");
    }

    @Override
    public void onEstablished(PeerSetup peer) {
        requireLive();
        established.add(peer);
    }

    @Override
    public void onSubscribe(IncomingSubscribe request) {
        requireLive();
        subscribes.add(request);
        whenSubscribed.run();
    }

    @Override
    public void onFetch(IncomingFetch request) {
        requireLive();
        fetches.add(request);
    }

    @Override
    public void onTrackStatus(IncomingTrackStatus request) {
        requireLive();
        trackStatuses.add(request);
    }

    @Override
    public void onPublish(IncomingPublish request) {
        throw new AssertionError("draft-07 has no PUBLISH");
    }

    @Override
    public void onPublishNamespace(IncomingNamespace request) {
        requireLive();
        namespaces.add(request);
    }

    @Override
    public void onSubscribeNamespace(IncomingSubscribeNamespace request) {
        requireLive();
        prefixes.add(request);
    }

    @Override
    public void onGoaway(String newUri) {
        requireLive();
        goaways.add(newUri);
    }

    @Override
    public void onClosed(MoqSessionException end) {
        ends.add(end);
    }

    private void requireLive() {
        if (session == null) {
            throw new AssertionError("Told before the session was returned");
        }
        if (!ends.isEmpty()) {
            throw new AssertionError("Told after the end");
        }
    }
}
