package org.moqj.core.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.moqj.core.Limits;
import org.moqj.core.MoqRequestException;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.transport.SessionExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the beginning of the group that a subscription joined in its middle, so that a track that is passed on has it
 * whole: all of it or nothing. Confined to the session's executor.
 */
final class GroupFill implements FetchListener {

    private static final Logger LOG = LoggerFactory.getLogger(GroupFill.class);

    private final Passage passage;
    private final Location joined;
    private final Limits limits;
    private final SessionExecutor executor;
    private final List<MoqObject> objects = new ArrayList<>();
    private long bytes;
    private @Nullable FetchHandle handle;
    private SessionExecutor.@Nullable Timer timer;
    private boolean granted;
    private boolean ended;
    private boolean over;

    /**
     * Makes a fill.
     *
     * @param joined where the subscription begins
     */
    GroupFill(Passage passage, Location joined, Limits limits, SessionExecutor executor) {
        this.passage = passage;
        this.joined = joined;
        this.limits = limits;
        this.executor = executor;
    }

    /** Waits for what was asked for, no longer than {@code timeout}. */
    void begin(FetchHandle asked, Duration timeout) {
        handle = asked;
        if (!over) {
            passage.fill();
            timer = executor.schedule(timeout, () -> giveUp("it took too long"));
        }
    }

    @Override
    public void onOk(FetchGranted grant) {
        granted = true;
        completeIfWhole();
    }

    @Override
    public void onError(MoqRequestException refusal) {
        handle = null;
        giveUp(String.valueOf(refusal.getMessage()));
    }

    @Override
    public void onObject(MoqObject object) {
        if (over || object.groupId() != joined.group()) {
            return;
        }
        objects.add(object);
        bytes += object.payloadSize();
        if (objects.size() > limits.maxQueuedObjects() || bytes > limits.maxQueuedBytes()) {
            giveUp("it is more than may wait here");
        }
    }

    @Override
    public void onEnd(StreamEnd end) {
        if (end.kind() == StreamEnd.Kind.COMPLETE) {
            ended = true;
            completeIfWhole();
        } else {
            giveUp("it broke off");
        }
    }

    private void completeIfWhole() {
        if (granted && ended && !over) {
            over();
            passage.filled(objects, new Location(joined.group(), 0));
        }
    }

    private void giveUp(String why) {
        if (over) {
            return;
        }
        LOG.debug("the beginning of group {} is not to be had: {}", joined.group(), why);
        over();
        if (handle != null && !ended) {
            handle.cancel();
        }
        passage.filled(List.of(), joined);
    }

    private void over() {
        over = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
