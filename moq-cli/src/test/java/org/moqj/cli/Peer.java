package org.moqj.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqException;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.NamespaceInterest;
import org.moqj.core.NamespaceOffer;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionListener;
import org.moqj.core.SessionOptions;
import org.moqj.core.SessionState;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import org.moqj.relay.SelfSignedCertificate;

/** A real server on loopback that the commands under test talk to. */
final class Peer implements AutoCloseable, SessionHandler, SessionListener {

    private final SelfSignedCertificate certificate;
    private final MoqServer server;
    private final Map<FullTrackName, TrackPublisher> tracks = new ConcurrentHashMap<>();
    private final List<TrackPublisher> registered = new CopyOnWriteArrayList<>();
    private final CompletableFuture<NamespaceOffer> offer = new CompletableFuture<>();
    private final CompletableFuture<NamespaceInterest> interest = new CompletableFuture<>();
    private volatile Consumer<NamespaceOffer> onOffer = NamespaceOffer::accept;

    private Peer(SelfSignedCertificate certificate, MoqDraft... drafts) {
        this.certificate = certificate;
        this.server = MoqServer.builder(
                        ServerOptions.builder(certificate.identity()).build())
                // On the event loop, so that a session has its tracks before the first request comes.
                .callbackExecutor(Runnable::run)
                .session(SessionOptions.builder().drafts(drafts).listener(this).build())
                .handlers(session -> this)
                .start()
                .join();
    }

    /** Starts a peer that speaks these drafts only. */
    static Peer start(MoqDraft... drafts) {
        return new Peer(SelfSignedCertificate.forLoopback(), drafts);
    }

    /** Starts a peer with a certificate of the test's. */
    static Peer start(SelfSignedCertificate certificate) {
        return new Peer(certificate, MoqDraft.DRAFT_14, MoqDraft.DRAFT_07);
    }

    /** The arguments that name the peer and trust it. */
    List<String> at(String scheme) {
        return List.of(url(scheme), "--tls-fingerprint", certificate.sha256(), "--timeout", "5");
    }

    String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.localAddress().getPort();
    }

    /** Makes a track that every session may subscribe to. */
    TrackPublisher serve(TrackOptions options, String... path) {
        FullTrackName name = FullTrackName.of(path);
        TrackPublisher track = server.createTrack(name, options);
        tracks.put(name, track);
        return track;
    }

    TrackPublisher serve(String... path) {
        return serve(TrackOptions.defaults(), path);
    }

    /** Makes a track that each session has from its start, so that its past can be fetched and its state asked for. */
    TrackPublisher register(TrackOptions options, String... path) {
        TrackPublisher track = server.createTrack(FullTrackName.of(path), options);
        registered.add(track);
        return track;
    }

    @Override
    public void onState(MoqSession session, SessionState state, @Nullable MoqException cause) {
        if (state == SessionState.CONNECTED) {
            registered.forEach(session::register);
        }
    }

    /** Sets what happens to an offered namespace; accepted by default. */
    void onOffer(Consumer<NamespaceOffer> action) {
        onOffer = action;
    }

    /** The namespace that a command announced. */
    CompletableFuture<NamespaceOffer> offer() {
        return offer;
    }

    @Override
    public void onTrackRequest(TrackRequest request) {
        TrackPublisher track = tracks.get(request.track());
        if (track == null) {
            request.refuse(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
        } else {
            request.accept(track);
        }
    }

    @Override
    public void onPublishNamespace(NamespaceOffer offered) {
        onOffer.accept(offered);
        offer.complete(offered);
    }

    /** A command's wish to be told of namespaces. */
    CompletableFuture<NamespaceInterest> interest() {
        return interest;
    }

    @Override
    public void onSubscribeNamespace(NamespaceInterest wanted) {
        if (wanted.prefix().equals(TrackNamespace.of("secret"))) {
            wanted.refuse(Refusal.of(RequestError.UNAUTHORIZED, "not for you"));
        } else {
            wanted.accept();
            interest.complete(wanted);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
