package org.moqj.cli.publish;

import java.util.Optional;
import java.util.concurrent.Flow;
import org.moqj.core.TrackPublisher;

/** Those who subscribe to a track, from the first who comes to the last who leaves; the next begin another. */
final class Audience implements Flow.Subscriber<Integer> {

    private final TrackPublisher track;
    private int subscribers;
    private long droppedBefore;

    Audience(TrackPublisher track) {
        this.track = track;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(Integer now) {
        if (subscribers == 0 && now > 0) {
            droppedBefore = dropped();
        }
        subscribers = now;
    }

    synchronized Optional<String> shortfall(boolean areGone) {
        long lost = dropped() - droppedBefore;
        if (lost > 0) {
            return Optional.of(lost + " objects of " + track.name() + " did not reach who subscribed last");
        }
        if (!areGone && track.subscribers() > 0) {
            return Optional.of("subscribers of " + track.name() + " were too slow for the end of it");
        }
        return Optional.empty();
    }

    private long dropped() {
        return track.stats().objectsDropped();
    }

    @Override
    public void onError(Throwable error) {
        // The track tells of its end elsewhere; the counts stay.
    }

    @Override
    public void onComplete() {
        // Nobody comes any more.
    }
}
