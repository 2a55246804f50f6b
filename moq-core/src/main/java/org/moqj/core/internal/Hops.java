package org.moqj.core.internal;

import java.util.concurrent.RejectedExecutionException;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqSessionException;
import org.moqj.core.spi.transport.SessionExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hops onto executors that may be gone because their client or server was closed. Thread-safe. */
final class Hops {

    private static final Logger LOG = LoggerFactory.getLogger(Hops.class);

    private Hops() {}

    /** Hands {@code task} to {@code executor}, and returns whether it took it. */
    static boolean offer(SessionExecutor executor, Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the client or server of a session is closed, its executor takes nothing any more", e);
            return false;
        }
    }

    /** Returns what those get who wait for something from an executor that is gone. */
    static MoqSessionException gone() {
        return MoqSessionException.closedHere(FailurePhase.DATA, "The client or server of the session was closed");
    }
}
