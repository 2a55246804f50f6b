package org.moqj.relay.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;

/**
 * One track on its way from its publisher to all who watch it: one subscription there, however many there are here.
 * Confined to the relay's thread.
 */
final class RelayedTrack {

    private final TrackPublisher track;
    private final MoqSession publisher;
    private final RelayThread thread;
    private final Consumer<RelayedTrack> onOver;
    private final Consumer<RelayedTrack> onRetired;
    private final List<TrackRequest> waiting = new ArrayList<>();
    private State state = State.ASKED;
    private @Nullable Subscription subscription;
    private @Nullable Duration linger;
    private @Nullable Future<?> lingering;

    /** Where a track is on its way. */
    private enum State {
        /** The publisher has not answered. */
        ASKED,
        /** Objects pass. */
        PASSING,
        /** Nothing more comes; who watches gets what is left. */
        OVER
    }

    /**
     * Makes a track that is about to be asked for.
     *
     * @param onOver told when nobody is to be sent here any more
     * @param onRetired told when all who watched have got what there was
     */
    RelayedTrack(
            TrackPublisher track,
            MoqSession publisher,
            RelayThread thread,
            Consumer<RelayedTrack> onOver,
            Consumer<RelayedTrack> onRetired) {
        this.track = track;
        this.publisher = publisher;
        this.thread = thread;
        this.onOver = onOver;
        this.onRetired = onRetired;
    }

    /** Follows who watches. */
    void watch() {
        track.demand().subscribe(new Audience());
    }

    /** Waits for the publisher's answer. */
    void begin(CompletableFuture<Subscription> asked) {
        asked.whenComplete((agreed, failure) -> {
            if (agreed == null) {
                onRefused(Refusals.of(failure));
            } else {
                onAgreed(agreed);
            }
        });
    }

    /** Gives the track up once nobody has watched it for {@code time}; for one that can be asked for again. */
    void lingerFor(Duration time) {
        linger = time;
    }

    TrackPublisher track() {
        return track;
    }

    MoqSession publisher() {
        return publisher;
    }

    boolean isPassing() {
        return state == State.PASSING;
    }

    /** Serves {@code request} as soon as the publisher has agreed. */
    void serve(TrackRequest request) {
        if (state == State.PASSING) {
            request.accept(track);
            restartLinger();
        } else {
            waiting.add(request);
        }
    }

    private void onRefused(Refusal refusal) {
        waiting.forEach(request -> Answers.give(() -> request.refuse(refusal)));
        waiting.clear();
        over();
        track.finish();
    }

    private void onAgreed(Subscription agreed) {
        if (state == State.OVER) {
            agreed.close();
            return;
        }
        state = State.PASSING;
        subscription = agreed;
        waiting.forEach(request -> Answers.give(() -> request.accept(track)));
        waiting.clear();
        restartLinger();
        agreed.ended().whenComplete((end, failure) -> {
            Ending ending = end == null ? Ending.of(failure) : Ending.of(end);
            end(ending.status(), ending.reason());
        });
    }

    /** Ends it: who watches gets what is here, and is told {@code status}. No effect when it has ended. */
    void end(DoneStatus status, String reason) {
        if (state == State.OVER) {
            return;
        }
        if (state == State.ASKED) {
            Refusal gone = Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, reason);
            waiting.forEach(request -> Answers.give(() -> request.refuse(gone)));
            waiting.clear();
        }
        over();
        if (subscription != null) {
            subscription.close();
        }
        track.finish(status, reason);
    }

    private void over() {
        state = State.OVER;
        stopLinger();
        onOver.accept(this);
    }

    private void restartLinger() {
        stopLinger();
        if (linger != null && state == State.PASSING) {
            lingering = thread.after(linger, this::endIfUnwatched);
        }
    }

    private void stopLinger() {
        if (lingering != null) {
            lingering.cancel(false);
            lingering = null;
        }
    }

    private void endIfUnwatched() {
        if (track.subscribers() == 0) {
            end(DoneStatus.TRACK_ENDED, "nobody watches");
        }
    }

    /** Follows how many watch. */
    private final class Audience implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription demand) {
            demand.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Integer watching) {
            if (watching == 0) {
                restartLinger();
            }
        }

        @Override
        public void onError(Throwable error) {
            onComplete();
        }

        @Override
        public void onComplete() {
            onRetired.accept(RelayedTrack.this);
        }
    }
}
