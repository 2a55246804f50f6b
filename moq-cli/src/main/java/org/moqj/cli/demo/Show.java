package org.moqj.cli.demo;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.moqj.cli.publish.MediaSource;
import org.moqj.cli.publish.Publication;
import org.moqj.cli.publish.Source;
import org.moqj.cli.terminal.Background;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.MoqDraft;
import org.moqj.core.MoqSession;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.TrackNamespace;

/** The clip through a relay, from a publisher to two subscribers of different drafts and transports. */
public final class Show implements AutoCloseable {

    private static final TrackNamespace ONCE = TrackNamespace.of("demo");
    private static final TrackNamespace AGAIN = TrackNamespace.of("demo", "live");

    /** The clip takes 5 s; who has not got it by then never will. */
    private static final long CLIP_TIMEOUT_SECONDS = 30;

    private final Stage stage;
    private final MoqSession publisher;
    private final Stop stop;
    private final Consumer<String> remarks;

    private Show(Stage stage, MoqSession publisher, Stop stop, Consumer<String> remarks) {
        this.stage = stage;
        this.publisher = publisher;
        this.stop = stop;
        this.remarks = remarks;
    }

    /** Opens the stage. */
    public static Show open(Stop stop, Consumer<String> remarks) {
        Stage stage = Stage.open(stop);
        try {
            return new Show(stage, stage.dial("https", MoqDraft.DRAFT_14, stop), stop, remarks);
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** Returns where to dial, over WebTransport ({@code https}) or raw QUIC ({@code moqt}). */
    public String url(String scheme) {
        return stage.url(scheme).toString();
    }

    /** Returns the SHA-256 of the stage's certificate. */
    public String sha256() {
        return stage.sha256();
    }

    /** Publishes the clip once, at its own pace, and returns what came of it. */
    public Report playOnce() throws IOException {
        Ledger ledger = new Ledger(remarks);
        try (InputStream clip = clip();
                Viewer first = viewer("https", MoqDraft.DRAFT_14, ledger);
                Viewer second = viewer("moqt", MoqDraft.DRAFT_07, ledger)) {
            Publication publication = publication(ONCE, ledger);
            Source.Feed feed = MediaSource.open(clip, true).register(publication);
            stop.await(publisher.publishNamespace(ONCE));
            List<FullTrackName> names =
                    publication.tracks().stream().map(TrackPublisher::name).toList();
            CompletableFuture<Void> watched =
                    Background.allOrFirstFailure(first.watch(names, stop), second.watch(names, stop));
            stop.await(play(feed));
            publication.finish();
            stop.await(watched.orTimeout(CLIP_TIMEOUT_SECONDS, SECONDS));
            return new Report(ledger.sums(), List.of(first.reception(), second.reception()));
        }
    }

    /** Publishes the clip again and again, for whoever comes, until the command is to end. */
    public void playOn() throws IOException {
        try (InputStream clip = clip()) {
            Publication publication = publication(AGAIN, new Ledger(remarks));
            Source.Feed feed = MediaSource.openLoop(clip).register(publication);
            stop.await(publisher.publishNamespace(AGAIN));
            stop.await(play(feed));
        }
    }

    /** Returns the namespace of what {@link #playOn()} publishes. */
    public static String liveNamespace() {
        return AGAIN.toString();
    }

    private Publication publication(TrackNamespace namespace, Publication.Watcher watcher) {
        // Subscribers of both drafts get the same objects; the layout is that of the publisher's.
        return new Publication(
                publisher::register, publisher.draft(), namespace, TrackOptions.defaults(), stop, watcher);
    }

    private Viewer viewer(String scheme, MoqDraft draft, Ledger ledger) {
        return new Viewer(stage.dial(scheme, draft, stop), ledger);
    }

    private static CompletableFuture<Boolean> play(Source.Feed feed) {
        return Background.run("moqj-demo", () -> {
            feed.run();
            return true;
        });
    }

    private static InputStream clip() {
        InputStream clip = Show.class.getResourceAsStream("clip.mp4");
        return new BufferedInputStream(Objects.requireNonNull(clip, "clip.mp4 is missing from the jar of moqj"));
    }

    @Override
    public void close() {
        stage.close();
    }
}
