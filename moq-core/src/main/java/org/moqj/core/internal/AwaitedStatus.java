package org.moqj.core.internal;

import org.moqj.core.MoqRequestException;
import org.moqj.core.TrackStatus;
import org.moqj.core.spi.draft.TrackStatusListener;

/** Takes the answer to a question for a track's state to who asked. */
record AwaitedStatus(Pending<TrackStatus> waiting) implements TrackStatusListener {

    @Override
    public void onStatus(TrackStatus status) {
        waiting.succeed(status, () -> {});
    }

    @Override
    public void onError(MoqRequestException refusal) {
        waiting.fail(refusal);
    }
}
