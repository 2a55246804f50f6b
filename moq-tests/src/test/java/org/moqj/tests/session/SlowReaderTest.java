package org.moqj.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;
import org.moqj.core.SessionHandler;
import org.moqj.core.SessionOptions;
import org.moqj.core.Subscription;
import org.moqj.core.TrackOptions;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.memory.InMemoryTransport.Conditions;

/** A reader that takes its time holds the sender back and loses nothing, also when the track has long ended. */
class SlowReaderTest {

    private static final FullTrackName TRACK = FullTrackName.of("live", "cam", "video");
    private static final Conditions NARROW =
            Conditions.GENEROUS.withStreamWindow(2000).withChunk(700);

    private final List<MoqObject> objects = new ArrayList<>();

    /** Takes one object whenever it is asked to. */
    private final class Reader implements Flow.Subscriber<MoqObject> {

        private Flow.Subscription subscription;
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(MoqObject object) {
            objects.add(object);
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    private static SessionPair connect(MoqDraft draft, Conditions conditions) {
        SessionOptions client = SessionOptions.builder()
                .limits(Limits.defaults().withMaxQueued(2, 1 << 20))
                .build();
        SessionOptions server =
                SessionOptions.builder().handler(SessionHandler.refuseAll()).build();
        return SessionPair.connect(draft, client, server, conditions);
    }

    private void readAllSlowly(MoqDraft draft, Conditions conditions, int groups, int objectsEach) {
        SessionPair pair = connect(draft, conditions);
        TrackPublisher track = pair.server().register(TRACK, TrackOptions.defaults());
        Subscription subscription = pair.await(pair.client().subscribe(TRACK));
        Reader reader = new Reader();
        subscription.objects().subscribe(reader);
        pair.run();

        for (int g = 0; g < groups; g++) {
            try (GroupWriter group = track.nextGroup()) {
                for (int o = 0; o < objectsEach; o++) {
                    group.write(new byte[900]);
                }
            }
        }
        track.finish();
        pair.run();
        for (int i = 0; i < groups * objectsEach; i++) {
            pair.advance(Duration.ofSeconds(9));
            reader.subscription.request(1);
            pair.run();
        }
        pair.advance(Duration.ofSeconds(9));

        assertThat(objects).hasSize(groups * objectsEach);
        assertThat(reader.complete).isTrue();
        assertThat(subscription.ended()).isCompletedWithValueMatching(end -> end.status() == DoneStatus.TRACK_ENDED);
        assertThat(subscription.stats().streamsReset()).isZero();
        assertThat(subscription.stats().droppedSlow()).isZero();
    }

    @EachDraft
    void getsAllOfAGroupLongAfterTheTracksEnd(MoqDraft draft) {
        readAllSlowly(draft, NARROW, 1, 20);
    }

    @EachDraft
    void getsAllOfManyGroupsLongAfterTheTracksEnd(MoqDraft draft) {
        readAllSlowly(draft, NARROW, 6, 4);
    }

    @EachDraft
    void getsGroupsWhoseStreamsCouldNotBeginBefore(MoqDraft draft) {
        readAllSlowly(draft, NARROW.withMaxUniStreams(2), 6, 4);
    }
}
