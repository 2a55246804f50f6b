package org.moqj.relay.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Feature;
import org.moqj.core.MoqSession;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.TrackRequest;
import org.moqj.relay.internal.Upstream.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One track on its way from its publishers to all who watch it: one subscription at each publisher, however many there
 * are here. Confined to the relay's thread.
 */
final class RelayedTrack {

    private static final Logger LOG = LoggerFactory.getLogger(RelayedTrack.class);
    private static final Ending BEGUN_ANEW =
            new Ending(DoneStatus.GOING_AWAY, "another publisher has taken over, and begun anew");

    private final TrackPublisher track;
    private final RelayThread thread;
    private final Duration linger;
    private final Life life;
    private final List<Upstream> upstreams = new ArrayList<>();
    private final List<TrackRequest> waiting = new ArrayList<>();
    private State state = State.ASKED;
    private boolean broughtBefore;
    private @Nullable Future<?> lingering;

    /** What becomes of tracks. */
    interface Life {

        /** A publisher has brought it of its own accord, as none had before. */
        void onBrought(RelayedTrack track);

        /** Nobody is to be sent here any more. */
        void onOver(RelayedTrack track);

        /** All who watched have got what there was. */
        void onRetired(RelayedTrack track);
    }

    /** Where a track is on its way. */
    private enum State {
        /** No publisher has agreed. */
        ASKED,
        /** Objects pass. */
        PASSING,
        /** Nothing more comes; who watches gets what is left. */
        OVER
    }

    /**
     * Makes a track that is about to be asked for.
     *
     * @param linger after what time it is given up when nobody watches it and it can be asked for again
     * @param life told what becomes of it
     */
    RelayedTrack(TrackPublisher track, RelayThread thread, Duration linger, Life life) {
        this.track = track;
        this.thread = thread;
        this.linger = linger;
        this.life = life;
    }

    /** Follows who watches. */
    void watch() {
        track.demand().subscribe(new Audience());
    }

    TrackPublisher track() {
        return track;
    }

    boolean isPassing() {
        return state == State.PASSING;
    }

    /** Returns whether a publisher brought it of its own accord. */
    boolean isBrought() {
        return upstreams.stream().anyMatch(upstream -> upstream.kind() == Kind.BROUGHT);
    }

    boolean comesFrom(MoqSession publisher) {
        return upstreams.stream().anyMatch(upstream -> upstream.publisher() == publisher);
    }

    /** Returns who is to be asked for what is not here: of those that have agreed one that has a past, where there is one. */
    Optional<MoqSession> publisher() {
        Optional<MoqSession> withPast = upstreams.stream()
                .filter(upstream -> upstream.isAgreed() && upstream.publisher().supports(Feature.FETCH))
                .map(Upstream::publisher)
                .findFirst();
        return withPast.or(() -> upstreams.stream().map(Upstream::publisher).findFirst());
    }

    /** Serves {@code request} as soon as a publisher has agreed. */
    void serve(TrackRequest request) {
        if (state == State.PASSING) {
            request.accept(track);
            restartLinger();
        } else {
            waiting.add(request);
        }
    }

    // ---- publishers

    /** Waits for a publisher's answer. */
    void from(MoqSession publisher, Kind kind, CompletableFuture<Subscription> asked) {
        Upstream upstream = new Upstream(publisher, kind);
        upstreams.add(upstream);
        // In a turn of its own: all publishers are to be here before the first answer.
        asked.whenCompleteAsync(
                (agreed, failure) -> {
                    if (agreed == null) {
                        onRefused(upstream, Refusals.of(failure));
                    } else {
                        onAgreed(upstream, agreed);
                    }
                },
                thread);
    }

    private void onRefused(Upstream upstream, Refusal refusal) {
        upstreams.remove(upstream);
        if (!upstreams.isEmpty() || state == State.OVER) {
            return;
        }
        if (state == State.ASKED) {
            refuseWaiting(refusal);
            over();
            track.finish();
        } else {
            end(new Ending(DoneStatus.INTERNAL_ERROR, "the publisher left, and no other has the track"));
        }
    }

    private void refuseWaiting(Refusal refusal) {
        waiting.forEach(request -> Answers.give(() -> request.refuse(refusal)));
        waiting.clear();
    }

    private void onAgreed(Upstream upstream, Subscription agreed) {
        if (state == State.OVER) {
            agreed.close();
            return;
        }
        upstream.agreed(agreed);
        if (upstream.kind() == Kind.SUCCESSOR && Upstream.isBehind(agreed.largest(), track.largest())) {
            end(BEGUN_ANEW);
            return;
        }
        state = State.PASSING;
        waiting.forEach(request -> Answers.give(() -> request.accept(track)));
        waiting.clear();
        restartLinger();
        if (upstream.kind() == Kind.BROUGHT && !broughtBefore) {
            broughtBefore = true;
            life.onBrought(this);
        }
        agreed.ended()
                .whenComplete((end, failure) -> onEnded(upstream, end == null ? Ending.of(failure) : Ending.of(end)));
    }

    private void onEnded(Upstream upstream, Ending ending) {
        upstreams.remove(upstream);
        if (ending.status() == DoneStatus.MALFORMED_TRACK) {
            LOG.debug("a publisher of {} has not what the others have: {}", track.name(), ending.reason());
            end(upstream.kind() == Kind.ASKED ? ending : BEGUN_ANEW);
        } else if (upstreams.isEmpty()) {
            end(ending);
        }
    }

    // ---- the end

    /** Others have begun the track anew: who watches gets what is here, and is to ask again. */
    void begunAnew() {
        end(BEGUN_ANEW);
    }

    private void end(Ending ending) {
        if (state == State.OVER) {
            return;
        }
        refuseWaiting(Refusal.of(RequestError.TRACK_DOES_NOT_EXIST, ending.reason()));
        over();
        List.copyOf(upstreams).forEach(Upstream::close);
        track.finish(ending.status(), ending.reason());
    }

    private void over() {
        state = State.OVER;
        stopLinger();
        life.onOver(this);
    }

    private void restartLinger() {
        stopLinger();
        if (state == State.PASSING) {
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
        if (track.subscribers() == 0 && !isBrought()) {
            end(new Ending(DoneStatus.TRACK_ENDED, "nobody watches"));
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
            life.onRetired(RelayedTrack.this);
        }
    }
}
