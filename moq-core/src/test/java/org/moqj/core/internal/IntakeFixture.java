package org.moqj.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.moqj.core.DoneStatus;
import org.moqj.core.FailurePhase;
import org.moqj.core.Limits;
import org.moqj.core.MoqGroup;
import org.moqj.core.MoqSessionException;
import org.moqj.core.Side;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.GroupOrder;
import org.moqj.core.model.Location;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubscriptionDone;
import org.moqj.core.spi.draft.SubscriptionGranted;
import org.moqj.core.spi.memory.VirtualTime;

/** A subscription in virtual time, whose peer is the test. */
final class IntakeFixture {

    final VirtualTime time = new VirtualTime();
    final SubscriptionIntake intake;
    final CoreSubscription subscription;
    int cancelled;
    int over;

    IntakeFixture(SlowConsumer slowConsumer, int maxObjects, int maxBytes) {
        Callbacks callbacks = new Callbacks(time);
        intake = new SubscriptionIntake(
                "SUBSCRIBE a/b", Limits.defaults().withMaxQueued(maxObjects, maxBytes), slowConsumer, time, callbacks);
        SupportedFeatures features = new SupportedFeatures();
        OutgoingSubscribe request = new OutgoingSubscribe(
                FakeSubscribe.all().request(),
                intake,
                new Pending<>("SUBSCRIBE a/b", new CompletableFuture<>(), callbacks, waiting -> {}),
                time,
                callbacks,
                features,
                ended -> {},
                (subscription, change, made, next) -> next.run());
        intake.begin(() -> cancelled++, () -> over++);
        SubscriptionGranted granted = new SubscriptionGranted(
                Optional.empty(),
                GroupOrder.ASCENDING,
                Optional.of(new Location(1, 0)),
                Optional.empty(),
                Optional.empty());
        subscription = new CoreSubscription(FullTrackName.of("a", "b"), granted, request, time, callbacks, features);
    }

    static IntakeFixture roomy() {
        return new IntakeFixture(SlowConsumer.BLOCK, 1000, 1000);
    }

    Probe<MoqObject> read(long demand) {
        return subscribed(Probe.taking(demand));
    }

    Probe<MoqObject> subscribed(Probe<MoqObject> probe) {
        subscription.objects().subscribe(probe);
        time.run();
        return probe;
    }

    Probe<MoqObject> readInOrder(long demand, Duration patience) {
        Probe<MoqObject> probe = Probe.taking(demand);
        subscription.inOrder(patience).subscribe(probe);
        time.run();
        return probe;
    }

    Probe<MoqGroup> readGroups(long demand, Duration patience) {
        Probe<MoqGroup> probe = Probe.taking(demand);
        subscription.groups(patience).subscribe(probe);
        time.run();
        return probe;
    }

    void done() {
        intake.onDone(new SubscriptionDone(DoneStatus.TRACK_ENDED, 2, "TRACK_ENDED", "bye", Optional.empty()));
        time.run();
    }

    static MoqSessionException lost() {
        return new MoqSessionException(FailurePhase.DATA, Side.REMOTE, 3, "PROTOCOL_VIOLATION", "gone", false, null);
    }

    static List<String> ids(Probe<MoqObject> probe) {
        return probe.items.stream()
                .map(object -> object.groupId() + ":" + object.objectId())
                .toList();
    }
}
