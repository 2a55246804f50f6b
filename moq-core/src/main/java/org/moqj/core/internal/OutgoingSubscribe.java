package org.moqj.core.internal;

import org.jspecify.annotations.Nullable;
import org.moqj.core.MoqException;
import org.moqj.core.MoqRequestException;
import org.moqj.core.Subscription;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.IncomingStream;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubscribeHandle;
import org.moqj.core.spi.draft.SubscribeListener;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.transport.SessionExecutor;

/** A subscription of ours from the request to its end. Confined to the session's executor. */
final class OutgoingSubscribe implements SubscribeListener {

    private final FullTrackName track;
    private final SubscriptionIntake intake;
    private final Pending<Subscription> pending;
    private final SessionExecutor executor;
    private final Callbacks callbacks;
    private final Runnable onOver;
    private @Nullable SubscribeHandle handle;

    OutgoingSubscribe(
            FullTrackName track,
            SubscriptionIntake intake,
            Pending<Subscription> pending,
            SessionExecutor executor,
            Callbacks callbacks,
            Runnable onOver) {
        this.track = track;
        this.intake = intake;
        this.pending = pending;
        this.executor = executor;
        this.callbacks = callbacks;
        this.onOver = onOver;
    }

    void begin(SubscribeHandle request) {
        handle = request;
    }

    SubscriptionIntake intake() {
        return intake;
    }

    @Override
    public void onOk(SubscriptionGranted granted) {
        CoreSubscription subscription = new CoreSubscription(track, granted, this, executor, callbacks);
        pending.succeed(subscription, subscription::close);
    }

    @Override
    public void onError(MoqRequestException refusal) {
        pending.fail(refusal);
        onOver.run();
    }

    @Override
    public SubgroupReceiver onSubgroup(SubgroupHeader header, IncomingStream stream) {
        return intake.onSubgroup(header, stream);
    }

    @Override
    public void onDatagram(MoqObject object, boolean endOfGroup) {
        intake.onDatagram(object, endOfGroup);
    }

    @Override
    public void onDone(SubscriptionDone done) {
        intake.onDone(done);
    }

    SubscribeHandle handle() {
        return java.util.Objects.requireNonNull(handle);
    }

    void onSessionEnd(MoqException end) {
        intake.onSessionEnd(end);
    }
}
