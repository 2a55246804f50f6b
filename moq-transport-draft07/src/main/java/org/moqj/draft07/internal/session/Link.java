package org.moqj.draft07.internal.session;

import java.time.Duration;
import org.moqj.core.Limits;
import org.moqj.core.spi.draft.ByteBudget;
import org.moqj.core.spi.draft.DraftOptions;
import org.moqj.core.spi.draft.DraftSessionListener;
import org.moqj.core.spi.transport.SessionExecutor;
import org.moqj.core.spi.transport.TransportSession;

/**
 * What the parts of one session share.
 *
 * @param transport the streams and datagrams
 * @param options how the session runs
 * @param listener who is told what the peer asks for
 * @param peer what is known about the peer
 * @param shutdown the session's life and end
 * @param control the control stream
 * @param unfinished what objects that have not arrived whole may take, on all streams
 */
record Link(
        TransportSession transport,
        DraftOptions options,
        DraftSessionListener listener,
        Peer peer,
        Shutdown shutdown,
        ControlStream control,
        ByteBudget unfinished) {

    Limits limits() {
        return options.limits();
    }

    String sessionId() {
        return transport.info().connectionId();
    }

    /** Runs {@code work} after {@code delay}, unless the session is over by then. */
    SessionExecutor.Timer after(Duration delay, Shutdown.Work work) {
        return transport.executor().schedule(delay, () -> shutdown.guard(work));
    }

    /** Runs {@code work} after what runs now, unless the session is over by then. */
    void later(Shutdown.Work work) {
        transport.executor().execute(() -> shutdown.guard(work));
    }
}
