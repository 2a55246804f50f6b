package org.moqj.core.internal;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.moqj.core.DoneStatus;
import org.moqj.core.Fetch;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.MoqStreamException;
import org.moqj.core.Side;
import org.moqj.core.StreamError;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.FetchGranted;
import org.moqj.core.spi.draft.FetchHandle;
import org.moqj.core.spi.draft.FetchListener;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.StreamEnd;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscriptionDone;

/**
 * A fetch of ours from the request to its end: complete once both the answer and the end of the stream are there, in
 * either order. Confined to the session's executor.
 */
final class OutgoingFetch implements FetchListener {

    private static final SubgroupHeader STREAM = new SubgroupHeader(0, 0, 0, true, false);

    private final String what;
    private final SubscriptionIntake intake;
    private final Pending<Fetch> pending;
    private final ObjectSource source;
    private final Consumer<OutgoingFetch> onOver;
    private @Nullable FetchHandle handle;
    private final SubgroupReceiver receiver;
    private boolean granted;
    private boolean ended;

    OutgoingFetch(
            String what,
            SubscriptionIntake intake,
            Pending<Fetch> pending,
            ObjectSource source,
            Consumer<OutgoingFetch> onOver) {
        this.what = what;
        this.intake = intake;
        this.pending = pending;
        this.source = source;
        this.onOver = onOver;
        this.receiver = intake.onSubgroup(STREAM, new Stream());
    }

    /** The fetch's stream as the intake sees it, also before it has arrived. */
    private final class Stream implements IncomingStream {

        @Override
        public void setReading(boolean reading) {
            if (handle != null) {
                handle.setReading(reading);
            }
        }

        @Override
        public void stop(StreamError error) {
            if (handle != null) {
                handle.cancel();
            }
        }
    }

    void begin(FetchHandle request) {
        handle = request;
        intake.begin(request, () -> onOver.accept(this));
    }

    @Override
    public void onOk(FetchGranted answer) {
        granted = true;
        CoreFetch fetch = new CoreFetch(answer, source);
        pending.succeed(fetch, fetch::close);
        completeIfWhole();
    }

    @Override
    public void onError(MoqRequestException refusal) {
        pending.fail(refusal);
        intake.fail(refusal);
    }

    @Override
    public void onObject(MoqObject object) {
        receiver.onObject(object);
    }

    @Override
    public void onEnd(StreamEnd end) {
        receiver.onEnd(end);
        if (end.kind() == StreamEnd.Kind.COMPLETE) {
            ended = true;
            completeIfWhole();
        } else {
            intake.fail(new MoqStreamException(
                    Side.REMOTE,
                    end.code(),
                    end.codeName(),
                    what + " broke off: " + end.kind() + " " + end.codeName()));
        }
    }

    private void completeIfWhole() {
        if (granted && ended) {
            intake.onDone(new SubscriptionDone(DoneStatus.SUBSCRIPTION_ENDED, 0, "", "", Optional.empty()));
        }
    }

    void close() {
        intake.close();
    }

    void onSessionEnd(MoqException end) {
        intake.onSessionEnd(end);
    }
}
