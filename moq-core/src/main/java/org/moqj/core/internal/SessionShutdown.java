package org.moqj.core.internal;

import java.time.Duration;
import org.moqj.core.SessionError;
import org.moqj.core.spi.draft.DraftSession;
import org.moqj.core.spi.transport.SessionExecutor;

/**
 * Ends a session gracefully: leaves subscriptions, finishes tracks, waits until they are sent, withdraws namespaces and
 * closes; at the deadline it closes as things are. Namespaces are withdrawn last because relays take a withdrawal for
 * the end of everything under it. Confined to the session's executor.
 */
final class SessionShutdown {

    /** How long what the transport has taken may need to reach the peer: closing a connection drops what is on its way. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private final CoreSession session;
    private final DraftSession draft;
    private final SessionExecutor executor;
    private boolean closed;

    SessionShutdown(CoreSession session, DraftSession draft) {
        this.session = session;
        this.draft = draft;
        this.executor = session.executor();
    }

    void begin() {
        Duration timeout = session.options().closeTimeout();
        executor.schedule(timeout, this::close);
        session.requests().unsubscribeAll();
        boolean served = session.served().any();
        session.served()
                .finish(timeout.dividedBy(2))
                .whenComplete((nothing, error) -> executor.execute(() -> withdraw(served)));
    }

    private void withdraw(boolean served) {
        if (served) {
            executor.schedule(LINGER, this::withdrawAndClose);
        } else {
            withdrawAndClose();
        }
    }

    private void withdrawAndClose() {
        if (!closed) {
            session.requests().withdrawAll();
            close();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            draft.close(SessionError.NO_ERROR, "");
        }
    }
}
