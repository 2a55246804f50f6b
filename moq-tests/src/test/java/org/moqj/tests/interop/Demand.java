package org.moqj.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TrackPublisher;

/** Waits until somebody listens: what is published live before that goes nowhere. */
final class Demand {

    private Demand() {}

    static void await(TrackPublisher track) throws InterruptedException {
        BlockingQueue<Integer> demand = Events.of(track.demand());
        Integer subscribers;
        do {
            subscribers = demand.poll(10, TimeUnit.SECONDS);
            assertThat(subscribers).as("a subscriber within 10 s").isNotNull();
        } while (subscribers == 0);
    }
}
