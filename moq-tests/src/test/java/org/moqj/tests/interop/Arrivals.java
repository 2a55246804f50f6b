package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.moqj.core.Fetch;
import org.moqj.core.GroupWriter;
import org.moqj.core.Subscription;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.MoqObject;

/** Collects what a subscription or fetch brings, for a test to wait for. */
final class Arrivals {

    private final BlockingQueue<MoqObject> objects = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Collects from {@code subscription}. */
    static Arrivals of(Subscription subscription) {
        Arrivals arrivals = new Arrivals();
        arrivals.follow(subscription.forEach(arrivals.objects::add));
        return arrivals;
    }

    /** Collects from {@code fetch}, which has to end well, and returns the texts. */
    static List<String> texts(Fetch fetch) throws Exception {
        Arrivals arrivals = new Arrivals();
        arrivals.follow(fetch.forEach(arrivals.objects::add));
        AiomoqtStage.get(arrivals.ended);
        return arrivals.objects.stream().map(MoqObject::text).toList();
    }

    /** Collects from {@code subscription} too. */
    void add(Subscription subscription) {
        follow(subscription.forEach(objects::add));
    }

    private void follow(CompletableFuture<Void> reading) {
        reading.whenComplete((nothing, error) -> {
            if (error == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(error);
            }
        });
    }

    /** Returns how it ended. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Waits for the next object. */
    MoqObject next() throws InterruptedException {
        MoqObject object = objects.poll(10, TimeUnit.SECONDS);
        assertThat(object).as("one more object").isNotNull();
        return object;
    }

    /** Waits for {@code count} objects. */
    List<MoqObject> next(int count) throws InterruptedException {
        List<MoqObject> arrived = new ArrayList<>();
        while (arrived.size() < count) {
            MoqObject object = objects.poll(10, TimeUnit.SECONDS);
            assertThat(object).as("one more object than %s", arrived).isNotNull();
            arrived.add(object);
        }
        return arrived;
    }

    /**
     * Writes {@code text} as a group of its own, again and again until something arrives, and returns that. A relay may
     * have objects held back at first and let them through later, which is not answered and so shows in nothing else.
     */
    MoqObject afterWriting(TrackPublisher track, String text) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (GroupWriter group = track.nextGroup()) {
                AiomoqtStage.get(group.write(text));
            }
            MoqObject object = objects.poll(100, TimeUnit.MILLISECONDS);
            if (object != null) {
                return object;
            }
        }
        throw new AssertionError("Nothing arrived of " + track.name());
    }

    /** Returns what has arrived and was not taken. */
    List<MoqObject> rest() {
        List<MoqObject> rest = new ArrayList<>();
        objects.drainTo(rest);
        return rest;
    }
}
