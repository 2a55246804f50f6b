package org.moqj.draft14.internal.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.moqj.core.PeerProfile;
import org.moqj.core.spi.transport.SessionExecutor.Timer;
import org.moqj.draft14.internal.message.PublishDone;

/** What an ended subscription still waits for (draft-14, section 9.12): late streams, or enough time for them. */
final class Draining {

    private final PublishDone message;
    private final boolean countIsKnown;
    private @Nullable Timer graceTime;

    /**
     * Begins to wait.
     *
     * @param streamsSeen the streams that came so far; some publishers state none although there were
     * @param whenOver run when streams have had time enough to come
     */
    Draining(Link link, PublishDone message, long streamsSeen, Duration grace, Runnable whenOver) {
        this.message = message;
        this.countIsKnown = message.streamCount() != PublishDone.UNKNOWN_COUNT
                && !link.has(PeerProfile.Quirk.NO_STREAM_COUNT)
                && message.streamCount() >= streamsSeen;
        this.graceTime = link.schedule(grace, () -> {
            graceTime = null;
            whenOver.run();
        });
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
