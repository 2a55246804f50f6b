package org.moqj.cli.web;

import java.net.URI;
import java.nio.ByteBuffer;
import org.moqj.cli.clock.ClockSource;
import org.moqj.cli.clock.Ticker;
import org.moqj.cli.publish.Publication;
import org.moqj.cli.publish.Source;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqClient;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.SessionOptions;
import org.moqj.core.TlsOptions;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** Publishes the time of day to a relay, so that its page has something to show. */
public final class PageClock implements AutoCloseable {

    private static final TrackNamespace NAMESPACE = TrackNamespace.of("clock");
    private static final String NAME = "now";

    private final MoqClient client;

    private PageClock(MoqClient client) {
        this.client = client;
    }

    /**
     * Begins to publish, until {@code stop} or {@link #close()}.
     *
     * @param relay where to
     * @param sha256 of its certificate
     * @throws org.moqj.core.MoqException where the relay does not take the namespace
     */
    public static PageClock start(URI relay, String sha256, Stop stop) {
        MoqClient client = MoqClient.builder()
                .tls(TlsOptions.builder().pinSha256(sha256).build())
                .session(SessionOptions.builder().drafts(MoqDraft.DRAFT_14).build())
                .build();
        try {
            MoqSession session = stop.await(client.connect(relay));
            Publication publication = new Publication(
                    session::register, session.draft(), NAMESPACE, TrackOptions.defaults(), stop, new Quiet());
            Source.Feed feed = new ClockSource(NAME, false, Ticker.ofSystem(stop), time -> {}).register(publication);
            stop.await(session.publishNamespace(NAMESPACE));
            Background.run("moqj-page-clock", () -> {
                feed.run();
                return publication;
            });
            return new PageClock(client);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Returns the track that it publishes, which is that of {@code moqj clock}. */
    public FullTrackName track() {
        return FullTrackName.of("clock", NAME);
    }

    /** Nobody watches the clock but the page. */
    private static final class Quiet implements Publication.Watcher {

        @Override
        public void onObject(FullTrackName track, Publication.Placed object, ByteBuffer payload) {}

        @Override
        public void onRemark(String remark) {}
    }

    @Override
    public void close() {
        client.close();
    }
}
