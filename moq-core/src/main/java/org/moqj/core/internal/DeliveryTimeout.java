package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * How old the objects of a subscription may become before they are given up: the lesser of what publisher and subscriber
 * want (draft-14, section 9.2.1.2; draft-07, section 6.1.1.2). Watches subgroups that have something which is not sent
 * yet, and tells them when the oldest of it is too old. Confined to the feed's executor.
 */
final class DeliveryTimeout {

    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final SessionExecutor executor;
    private final long publishers;
    private final List<FeedSubgroup> watched = new ArrayList<>();
    private long nanos;
    private long timerAt = NEVER;
    private SessionExecutor.@Nullable Timer timer;

    DeliveryTimeout(SessionExecutor executor, Optional<Duration> publishers) {
        this.executor = executor;
        this.publishers = nanos(publishers);
        this.nanos = this.publishers;
    }

    private static long nanos(Optional<Duration> timeout) {
        return timeout.filter(time -> time.compareTo(FOR_EVER) < 0)
                .map(Duration::toNanos)
                .orElse(NEVER);
    }

    /** Takes what the subscriber wants, from now on. */
    void subscriberWants(Duration timeout) {
        nanos = Math.min(publishers, nanos(Optional.of(timeout)));
        watched.forEach(subgroup -> arm(subgroup.waitingSince()));
    }

    boolean isSet() {
        return nanos != NEVER;
    }

    /** Returns whether what has been here for {@code age} is too old. */
    boolean isExceededBy(long age) {
        return age >= nanos;
    }

    /** Returns the time since when an object of this age has been here. */
    long since(long age) {
        return executor.nanoTime() - age;
    }

    /** Looks after a subgroup that has something to send, the oldest of it here since {@code since}. */
    void watch(FeedSubgroup subgroup, long since) {
        watched.add(subgroup);
        arm(since);
    }

    private void arm(long since) {
        if (!isSet() || since == NEVER) {
            return;
        }
        long deadline = since + nanos;
        if (timer == null || deadline - timerAt < 0) {
            cancelTimer();
            timerAt = deadline;
            timer = executor.schedule(Duration.ofNanos(Math.max(0, deadline - executor.nanoTime())), this::check);
        }
    }

    private void check() {
        timer = null;
        timerAt = NEVER;
        for (FeedSubgroup subgroup : List.copyOf(watched)) {
            long since = subgroup.waitingSince();
            if (since != NEVER && isExceededBy(executor.nanoTime() - since)) {
                subgroup.timeOut();
                since = subgroup.waitingSince();
            }
            if (since == NEVER) {
                watched.remove(subgroup);
                subgroup.unwatched();
            } else {
                arm(since);
            }
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** The subscription is over. */
    void stop() {
        cancelTimer();
        watched.clear();
    }
}
