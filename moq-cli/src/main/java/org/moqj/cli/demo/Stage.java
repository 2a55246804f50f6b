package org.moqj.cli.demo;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqServer;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.model.FullTrackName;

/** A server on loopback that is the publisher itself: whoever dials may subscribe to its tracks. */
final class Stage implements AutoCloseable {

    private final MoqServer server;
    private final SelfSignedCertificate certificate;
    private final Tracks tracks;

    private Stage(MoqServer server, SelfSignedCertificate certificate, Tracks tracks) {
        this.server = server;
        this.certificate = certificate;
        this.tracks = tracks;
    }

    /** Opens a stage on a free port. */
    static Stage open(Stop stop) {
        SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
        Tracks tracks = new Tracks(new ConcurrentHashMap<>());
        MoqServer server = stop.await(
                MoqServer.builder(ServerOptions.builder(certificate.identity()).build())
                        .handlers(session -> tracks)
                        .start());
        return new Stage(server, certificate, tracks);
    }

    /** Serves the tracks by their names. */
    private record Tracks(Map<FullTrackName, TrackPublisher> byName) implements SessionHandler {

        @Override
        public void onTrackRequest(TrackRequest request) {
            TrackPublisher track = byName.get(request.track());
            if (track == null) {
                request.refuse(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
            } else {
                request.accept(track);
            }
        }
    }

    /** Makes a track that every session gets. */
    TrackPublisher createTrack(FullTrackName name, TrackOptions options) {
        TrackPublisher track = server.createTrack(name, options);
        tracks.byName().put(name, track);
        return track;
    }

    /** Returns where to dial. */
    URI url(String scheme) {
        InetSocketAddress address = server.localAddress();
        return URI.create(scheme + "://localhost:" + address.getPort());
    }

    /** Returns the SHA-256 of its certificate. */
    String sha256() {
        return certificate.sha256();
    }

    @Override
    public void close() {
        server.close();
    }
}
