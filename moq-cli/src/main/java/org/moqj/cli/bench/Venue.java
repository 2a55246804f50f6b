package org.moqj.cli.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.CacheOptions;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqServer;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.ServerOptions;
import org.moqj.core.SessionHandler;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.core.TransportOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;
import org.moqj.relay.SelfSignedCertificate;

/** Where the publisher's tracks are had: at a relay, or at the publisher itself. */
public interface Venue extends AutoCloseable {

    /** Makes the tracks of {@code load}. */
    List<TrackPublisher> publish(TrackNamespace namespace, Load load, Stop stop);

    /** Returns where to dial, with {@code scheme}. */
    String url(String scheme);

    /** Returns the SHA-256 of the certificate there; empty where others vouch for it. */
    String pin();

    /** Returns how many subscriptions a track has once all {@code subscribers} have theirs. */
    int demand(int subscribers);

    @Override
    void close();

    /** Returns the name of a track. */
    static FullTrackName name(TrackNamespace namespace, int track) {
        return FullTrackName.of(namespace, "track-" + track);
    }

    /** Returns how the tracks of {@code load} are published: nothing is kept, as nobody comes late. */
    static TrackOptions options(Load load) {
        return TrackOptions.defaults().withDelivery(load.delivery()).withCache(CacheOptions.none());
    }

    /** Publishes at the relay at {@code url}; {@code client} is closed with the venue. */
    static Venue atRelay(MoqClient client, String url) {
        return new AtRelay(client, url);
    }

    /** Opens a server on loopback. */
    static Venue direct(Stop stop) {
        return Direct.open(stop);
    }

    /** Returns how every process of a bench is connected: the way that costs least. */
    static TransportOptions transport(TlsOptions tls) {
        return TransportOptions.builder().tls(tls).nativeTransport(true).build();
    }

    /** At a relay. */
    record AtRelay(MoqClient client, String url) implements Venue {

        @Override
        public List<TrackPublisher> publish(TrackNamespace namespace, Load load, Stop stop) {
            MoqSession session = stop.await(client.connect(url));
            List<TrackPublisher> tracks = new ArrayList<>();
            for (int i = 0; i < load.tracks(); i++) {
                tracks.add(session.register(name(namespace, i), options(load)));
            }
            stop.await(session.publishNamespace(namespace));
            return tracks;
        }

        @Override
        public String url(String scheme) {
            return url;
        }

        @Override
        public String pin() {
            return "";
        }

        @Override
        public int demand(int subscribers) {
            return 1;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** At the publisher itself. */
    record Direct(MoqServer server, String pin, Map<FullTrackName, TrackPublisher> tracks) implements Venue {

        static Direct open(Stop stop) {
            SelfSignedCertificate certificate = SelfSignedCertificate.forLoopback();
            Map<FullTrackName, TrackPublisher> tracks = new ConcurrentHashMap<>();
            MoqServer server = stop.await(MoqServer.builder(
                            ServerOptions.builder(certificate.identity()).build())
                    .transport(transport(TlsOptions.systemRoots()))
                    .handlers(session -> new Serving(tracks))
                    .start());
            return new Direct(server, certificate.sha256(), tracks);
        }

        private record Serving(Map<FullTrackName, TrackPublisher> tracks) implements SessionHandler {

            @Override
            public void onTrackRequest(TrackRequest request) {
                TrackPublisher track = tracks.get(request.track());
                if (track == null) {
                    request.refuse(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, "no such track"));
                } else {
                    request.accept(track);
                }
            }
        }

        @Override
        public List<TrackPublisher> publish(TrackNamespace namespace, Load load, Stop stop) {
            List<TrackPublisher> made = new ArrayList<>();
            for (int i = 0; i < load.tracks(); i++) {
                TrackPublisher track = server.createTrack(name(namespace, i), options(load));
                tracks.put(track.name(), track);
                made.add(track);
            }
            return made;
        }

        @Override
        public String url(String scheme) {
            return URI.create(scheme + "://127.0.0.1:" + server.localAddress().getPort())
                    .toString();
        }

        @Override
        public int demand(int subscribers) {
            return subscribers;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
