package org.moqj.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.moqj.core.MoqGroup;
import org.moqj.core.model.MoqObject;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** Our publishers by the rules of reactive streams, over real threads. */
@Execution(ExecutionMode.CONCURRENT)
class ReactiveStreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MANY = 1000;
    private static final LoopThread LOOP = new LoopThread("session");
    private static final ExecutorService CALLBACKS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "callback");
        thread.setDaemon(true);
        return thread;
    });

    @AfterAll
    static void stop() {
        LOOP.close();
        CALLBACKS.shutdownNow();
    }

    private static TestEnvironment patient() {
        return new TestEnvironment(2000, 100, 2000);
    }

    @TestFactory
    List<DynamicTest> objects() {
        return Tck.rulesOf(ArrivedObjects.class);
    }

    @TestFactory
    List<DynamicTest> objectsInOrder() {
        return Tck.rulesOf(OrderedObjects.class);
    }

    @TestFactory
    List<DynamicTest> groups() {
        return Tck.rulesOf(Groups.class);
    }

    @TestFactory
    List<DynamicTest> demand() {
        return Tck.rulesOf(DemandOfATrack.class);
    }

    /** {@link org.moqj.core.Subscription#objects()}. */
    public static final class ArrivedObjects extends FlowPublisherVerification<MoqObject> {

        /** Made by TestNG. */
        public ArrivedObjects() {
            super(patient());
        }

        @Override
        public Flow.Publisher<MoqObject> createFlowPublisher(long elements) {
            return PumpedSubscription.sending(LOOP, CALLBACKS, elements).objects();
        }

        @Override
        public Flow.Publisher<MoqObject> createFailedFlowPublisher() {
            return PumpedSubscription.lost(LOOP, CALLBACKS).objects();
        }
    }

    /** {@link org.moqj.core.Subscription#inOrder}. */
    public static final class OrderedObjects extends FlowPublisherVerification<MoqObject> {

        /** Made by TestNG. */
        public OrderedObjects() {
            super(patient());
        }

        @Override
        public Flow.Publisher<MoqObject> createFlowPublisher(long elements) {
            return PumpedSubscription.sending(LOOP, CALLBACKS, elements).inOrder(PATIENCE);
        }

        @Override
        public Flow.Publisher<MoqObject> createFailedFlowPublisher() {
            return PumpedSubscription.lost(LOOP, CALLBACKS).inOrder(PATIENCE);
        }
    }

    /** {@link org.moqj.core.Subscription#groups}. */
    public static final class Groups extends FlowPublisherVerification<MoqGroup> {

        /** Made by TestNG. */
        public Groups() {
            super(patient());
        }

        @Override
        public Flow.Publisher<MoqGroup> createFlowPublisher(long elements) {
            return PumpedSubscription.sending(LOOP, CALLBACKS, elements).groups(PATIENCE);
        }

        @Override
        public Flow.Publisher<MoqGroup> createFailedFlowPublisher() {
            return PumpedSubscription.lost(LOOP, CALLBACKS).groups(PATIENCE);
        }
    }

    /** {@link org.moqj.core.TrackPublisher#demand()}, whose number changes whenever it has been read. */
    public static final class DemandOfATrack extends FlowPublisherVerification<Integer> {

        /** Made by TestNG. */
        public DemandOfATrack() {
            super(patient());
        }

        @Override
        public long maxElementsFromPublisher() {
            return MANY;
        }

        @Override
        public Flow.Publisher<Integer> createFlowPublisher(long elements) {
            Demand demand = new Demand(new Callbacks(CALLBACKS));
            if (elements == 0) {
                demand.end();
            }
            return subscriber -> {
                Objects.requireNonNull(subscriber, "subscriber");
                demand.subscribe(new Changing(demand, elements, subscriber));
            };
        }

        @Override
        public Flow.Publisher<Integer> createFailedFlowPublisher() {
            return null; // the number of subscriptions cannot fail
        }
    }

    /** Changes the number each time that it has been read, and ends after the last. */
    private record Changing(Demand demand, long elements, Flow.Subscriber<? super Integer> to, AtomicInteger read)
            implements Flow.Subscriber<Integer> {

        private Changing(Demand demand, long elements, Flow.Subscriber<? super Integer> to) {
            this(demand, elements, to, new AtomicInteger());
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
        }

        @Override
        public void onNext(Integer number) {
            to.onNext(number);
            int count = read.incrementAndGet();
            if (count == elements) {
                demand.end();
            } else {
                demand.set(number + 1);
            }
        }

        @Override
        public void onError(Throwable error) {
            to.onError(error);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }
}
