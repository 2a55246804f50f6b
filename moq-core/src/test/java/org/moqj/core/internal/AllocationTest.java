package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.DoneStatus;
import org.moqj.core.GroupWriter;
import org.moqj.core.StreamError;
import org.moqj.core.SubscribeOptions.SlowConsumer;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.Location;
import org.moqj.core.model.LocationRange;
import org.moqj.core.model.MoqObject;
import org.moqj.core.spi.draft.SubgroupHeader;
import org.moqj.core.spi.draft.SubgroupReceiver;
import org.moqj.core.spi.draft.SubgroupSender;
import org.moqj.core.spi.draft.SubscriptionSender;
import org.moqj.core.spi.memory.VirtualTime;
import org.moqj.core.spi.transport.SendStreamHandler;
import org.moqj.core.spi.transport.TransportSession.DatagramResult;

/**
 * What an object costs on its way through core: the payload and its {@link MoqObject}, and nothing else. Measured, so
 * that a lambda or a boxed number in a hot path is noticed when it comes in.
 */
class AllocationTest {

    private static final int WARM_UP = 300_000;
    private static final int MEASURED = 200_000;
    private static final int PAYLOAD = 100;
    private static final int PAYLOAD_ARRAY = 120;
    private static final int OBJECT = 72;
    // Bytes an object for what is not made for each: chunks of queues, and what the compiler of the day leaves.
    private static final int SLACK = 4;

    private static double bytesEach(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            task.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            task.run();
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void writtenObjectCostsItselfAndItsPayload(boolean twoExecutors, boolean deliveryTimeout) {
        VirtualTime home = new VirtualTime();
        VirtualTime session = twoExecutors ? new VirtualTime() : home;
        TrackOptions options = TrackOptions.defaults().withCache(CacheOptions.none());
        PublishedTrack track = new PublishedTrack(
                FullTrackName.of("a", "b"),
                deliveryTimeout ? options.withDeliveryTimeout(Duration.ofSeconds(1)) : options,
                home,
                new Callbacks(Runnable::run));
        CountingSender sender = new CountingSender();
        TrackFeed feed = new TrackFeed(track, session, true, ended -> {});
        feed.startOffered(sender, FakeSubscribe.all().request(), LocationRange.from(Location.ZERO));
        home.run();
        session.run();
        GroupWriter group = track.nextGroup();

        double each = bytesEach(() -> {
            group.write(new byte[PAYLOAD]);
            home.run();
            session.run();
        });

        System.out.printf("written object, %s: %.1f bytes%n", twoExecutors ? "two executors" : "one executor", each);
        assertThat(sender.objects).isEqualTo(WARM_UP + MEASURED);
        assertThat(each).isLessThanOrEqualTo(PAYLOAD_ARRAY + OBJECT + SLACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"as they arrive", "in order"})
    void receivedObjectCostsNothingMore(String order) {
        IntakeFixture fixture = new IntakeFixture(SlowConsumer.BLOCK, 1000, 1 << 20);
        CountingSubscriber subscriber = new CountingSubscriber();
        if (order.equals("in order")) {
            fixture.subscription.inOrder(Duration.ofSeconds(1)).subscribe(subscriber);
        } else {
            fixture.subscription.objects().subscribe(subscriber);
        }
        SubgroupReceiver receiver =
                fixture.intake.onSubgroup(new SubgroupHeader(1000, 0, 128, true, false), new IdleStream());
        MoqObject object = FakeStream.object(1000, 0, 1, PAYLOAD);

        double each = bytesEach(() -> {
            receiver.onObject(object);
            fixture.time.run();
        });

        System.out.printf("received object, %s: %.1f bytes%n", order, each);
        assertThat(subscriber.objects).isEqualTo(WARM_UP + MEASURED);
        assertThat(each).isLessThanOrEqualTo(SLACK);
    }

    @Test
    void measuresWhatIsAllocated() {
        byte[][] kept = new byte[1][];

        double each = bytesEach(() -> kept[0] = new byte[PAYLOAD]);

        assertThat(each).isBetween(PAYLOAD_ARRAY - 1.0, PAYLOAD_ARRAY + 1.0);
    }

    /** Counts what it is given. */
    private static final class CountingSender implements SubscriptionSender, SubgroupSender {

        private int objects;

        @Override
        public SubgroupSender openSubgroup(SubgroupHeader header, SendStreamHandler handler) {
            return this;
        }

        @Override
        public DatagramResult sendDatagram(MoqObject object, boolean endOfGroup) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void done(DoneStatus status, String reason) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void write(MoqObject object, boolean last) {
            objects++;
        }

        @Override
        public long writtenBytes() {
            return objects;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }

        @Override
        public void finish() {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void reset(StreamError error) {
            throw new AssertionError("Not expected here: " + List.of(error));
        }
    }

    /** Counts what it is given. */
    private static final class CountingSubscriber implements Flow.Subscriber<MoqObject> {

        private int objects;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MoqObject object) {
            objects++;
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("Not expected here");
        }
    }

    /** A stream that nobody touches. */
    private static final class IdleStream implements org.moqj.core.spi.draft.IncomingStream {

        @Override
        public void setReading(boolean reading) {
            throw new AssertionError("Not expected here");
        }

        @Override
        public void stop(StreamError error) {
            throw new AssertionError("Not expected here");
        }
    }
}
