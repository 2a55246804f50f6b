package org.moqj.cli.interop;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.ErrorReport;
import org.moqj.core.MoqSession;
import org.moqj.core.PublishedNamespace;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;

/** The six cases that every test client has, with the names that all of them use. */
final class CommonCases {

    private static final String TRACK = "test-track";

    private CommonCases() {}

    static void setupOnly(Stage stage) throws InterruptedException {
        MoqSession session = stage.connect("");
        stage.get("the session's end", session.shutdown());
        stage.get("an end of the session without an error", session.closed());
    }

    static void announceOnly(Stage stage) throws InterruptedException {
        announce(stage, stage.connect(""));
    }

    private static PublishedNamespace announce(Stage stage, MoqSession session) throws InterruptedException {
        return stage.get("agreement to the namespace", session.publishNamespace(stage.sharedNamespace()));
    }

    static void publishNamespaceDone(Stage stage) throws InterruptedException {
        MoqSession session = stage.connect("");
        PublishedNamespace namespace = announce(stage, session);
        namespace.close();
        stage.get("the namespace's end", namespace.ended());
        stage.awaitRequestsTaken(session);
    }

    static void subscribeError(Stage stage) throws InterruptedException {
        MoqSession session = stage.connect("");
        String answer = answer(stage, session.subscribe(FullTrackName.of("nonexistent", "namespace", TRACK)));
        if (answer.equals("SUBSCRIBE_OK")) {
            throw new CaseFailure("a track that nobody has was promised", "SUBSCRIBE_ERROR", answer);
        }
    }

    static void announceSubscribe(Stage stage) throws InterruptedException {
        MoqSession publisher = stage.connect("publisher");
        publish(stage, publisher);
        MoqSession subscriber = stage.connect("subscriber");
        stage.get("SUBSCRIBE_OK", subscriber.subscribe(sharedTrack(stage)));
    }

    private static TrackPublisher publish(Stage stage, MoqSession session) throws InterruptedException {
        return stage.get("agreement to the namespace", session.publish(sharedTrack(stage)));
    }

    private static FullTrackName sharedTrack(Stage stage) {
        return FullTrackName.of(stage.sharedNamespace(), TRACK);
    }

    /** A relay may refuse at once, or wait for a publisher: an answer is the pass. */
    static void subscribeBeforeAnnounce(Stage stage) throws InterruptedException {
        MoqSession subscriber = stage.connect("subscriber");
        CompletableFuture<Subscription> early = subscriber.subscribe(sharedTrack(stage));
        publish(stage, stage.connect("publisher"));
        answer(stage, early);
    }

    private static String answer(Stage stage, CompletableFuture<Subscription> asked) throws InterruptedException {
        return stage.get("an answer to SUBSCRIBE", asked.handle(CommonCases::words));
    }

    private static String words(@Nullable Subscription granted, @Nullable Throwable error) {
        if (error == null) {
            return "SUBSCRIBE_OK";
        }
        if (Stage.isRefusal(error)) {
            return "SUBSCRIBE_ERROR";
        }
        throw new java.util.concurrent.CompletionException(ErrorReport.unwrap(error));
    }
}
