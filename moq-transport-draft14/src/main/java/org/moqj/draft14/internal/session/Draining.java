package org.moqj.draft14.internal.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.core.PeerProfile;
import org.moqj.core.spi.transport.SessionExecutor.Timer;
import org.moqj.draft14.internal.message.PublishDone;

/**
 * What an ended subscription still waits for (draft-14, section 9.12): the streams that are open, and late ones until they
 * have all come or had time enough. That time begins anew with the end of a stream that its reader held back: whatever
 * shares the connection's flow control was held back with it.
 */
final class Draining {

    private final Link link;
    private final PublishDone message;
    private final Duration grace;
    private final Runnable whenOver;
    private final boolean countIsKnown;
    private @Nullable Timer graceTime;

    /**
     * Begins to wait.
     *
     * @param streamsSeen the streams that came so far; some publishers state none although there were
     * @param whenOver run when streams have had time enough to come
     */
    Draining(Link link, PublishDone message, long streamsSeen, Duration grace, Runnable whenOver) {
        this.link = link;
        this.message = message;
        this.grace = grace;
        this.whenOver = whenOver;
        this.countIsKnown = message.streamCount() != PublishDone.UNKNOWN_COUNT
                && !link.has(PeerProfile.Quirk.NO_STREAM_COUNT)
                && message.streamCount() >= streamsSeen;
        schedule();
    }

    private void schedule() {
        graceTime = link.schedule(grace, () -> {
            graceTime = null;
            whenOver.run();
        });
    }

    /** A stream has ended that was held back. */
    void beginAnew() {
        stop();
        schedule();
    }

    PublishDone message() {
        return message;
    }

    /** Returns whether nothing more is to come. */
    boolean isOver(long streamsSeen, boolean streamsAreOpen) {
        boolean allCame = countIsKnown && streamsSeen >= message.streamCount();
        return !streamsAreOpen && (allCame || graceTime == null);
    }

    void stop() {
        if (graceTime != null) {
            graceTime.cancel();
        }
    }
}
