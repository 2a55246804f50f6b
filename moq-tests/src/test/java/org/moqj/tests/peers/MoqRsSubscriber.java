package org.moqj.tests.peers;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Starts subscribers of moq-rs, again where they lose the answer to their first request: they send SUBSCRIBE before they
 * note it (moq-transport 0.14.2, session/subscriber.rs, subscribe_open), and the relay answers at once, before it asks
 * the publisher. A SUBSCRIBE_OK that is quicker than the note is ignored, and they wait for ever. Seen on a busy machine
 * in 1 of 30 starts.
 */
public final class MoqRsSubscriber {

    private static final int STARTS = 3;
    private static final Duration FIRST_OUTPUT = Duration.ofSeconds(2);

    private MoqRsSubscriber() {}

    /** Starts {@code spec}, and returns the first process for which {@code hasBegun} holds in time. */
    public static PeerProcess start(PeerProcess.Spec spec, Predicate<PeerProcess> hasBegun) {
        for (int start = 1; ; start++) {
            PeerProcess process = spec.start();
            if (process.awaitUntil(() -> hasBegun.test(process), FIRST_OUTPUT) || start == STARTS) {
                return process;
            }
            process.close();
            System.out.println(
                    spec.command().get(0) + " showed nothing within " + FIRST_OUTPUT + ", starting it again");
        }
    }
}
