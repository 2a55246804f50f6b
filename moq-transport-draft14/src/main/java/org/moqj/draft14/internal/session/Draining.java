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
 *
 * <p>Nobody counts datagrams, and the message may overtake them. Where there were some, or a count of no streams says
 * that there may have been, they have a short time of their own, which each of them begins anew.
 */
final class Draining {

    private static final Duration DATAGRAM_TIME = Duration.ofMillis(250);

    private final Link link;
    private final PublishDone message;
    private final Duration grace;
    private final Runnable whenOver;
    private final boolean countIsKnown;
    private final Duration datagramTime;
    private @Nullable Timer graceTime;
    private @Nullable Timer datagrams;

    /**
     * Begins to wait.
     *
     * @param streamsSeen the streams that came so far; some publishers state none although there were
     * @param datagramsSeen whether datagrams came so far
     * @param whenOver run when streams have had time enough to come
     */
    Draining(
            Link link,
            PublishDone message,
            long streamsSeen,
            boolean datagramsSeen,
            Duration grace,
            Runnable whenOver) {
        this.link = link;
        this.message = message;
        this.grace = grace;
        this.whenOver = whenOver;
        this.countIsKnown = message.streamCount() != PublishDone.UNKNOWN_COUNT
                && !link.has(PeerProfile.Quirk.NO_STREAM_COUNT)
                && message.streamCount() >= streamsSeen;
        this.datagramTime = grace.compareTo(DATAGRAM_TIME) < 0 ? grace : DATAGRAM_TIME;
        schedule();
        if (datagramsSeen || message.streamCount() == 0) {
            onDatagram();
        }
    }

    private void schedule() {
        graceTime = link.schedule(grace, () -> {
            graceTime = null;
            whenOver.run();
        });
    }

    /** A stream has ended that was held back. */
    void beginAnew() {
        cancel(graceTime);
        schedule();
    }

    /** A datagram came: others may follow. */
    void onDatagram() {
        cancel(datagrams);
        datagrams = link.schedule(datagramTime, () -> {
            datagrams = null;
            whenOver.run();
        });
    }

    PublishDone message() {
        return message;
    }

    /** Returns whether nothing more is to come. */
    boolean isOver(long streamsSeen, boolean streamsAreOpen) {
        return datagrams == null
                && (allStreamsCame(streamsSeen, streamsAreOpen) || (!streamsAreOpen && graceTime == null));
    }

    /** Returns whether everything came that is counted. */
    boolean allStreamsCame(long streamsSeen, boolean streamsAreOpen) {
        return !streamsAreOpen && countIsKnown && streamsSeen >= message.streamCount();
    }

    void stop() {
        cancel(graceTime);
        cancel(datagrams);
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
