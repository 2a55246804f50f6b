package org.moqj.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moqj.core.CacheOptions;
import org.moqj.core.GroupWriter;
import org.moqj.core.SubgroupWriter;
import org.moqj.core.TrackOptions;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

/** Writers on several threads, with real executors: nothing is lost, doubled or out of order, and nobody waits for ever. */
class PublishConcurrencyTest {

    private static final int WRITERS = 4;
    private static final int GROUPS = 50;
    private static final int OBJECTS = 100;

    private final LoopThread home = new LoopThread("home");
    private final LoopThread other = new LoopThread("other");
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

    @AfterEach
    void stop() {
        writers.shutdownNow();
        home.close();
        other.close();
    }

    private PublishedTrack track(TrackOptions options) {
        return new PublishedTrack(FullTrackName.of("a", "b"), options, home, new Callbacks(Runnable::run));
    }

    private FakeSubscribe serve(PublishedTrack track, LoopThread executor) {
        FakeSubscribe request = FakeSubscribe.all();
        executor.call(() -> {
            new TrackFeed(track, executor, true, ended -> {}).start(request);
            return null;
        });
        home.flush();
        executor.flush();
        return request;
    }

    private void onAllWriters(Callable<?> task) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            running.add(writers.submit(task));
        }
        for (Future<?> writer : running) {
            writer.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writersOfDifferentGroupsLoseNothing(boolean twoExecutors) throws Exception {
        PublishedTrack track = track(TrackOptions.defaults().withCache(CacheOptions.none()));
        FakeSubscribe request = serve(track, twoExecutors ? other : home);

        onAllWriters(() -> {
            for (int g = 0; g < GROUPS; g++) {
                try (GroupWriter group = track.nextGroup()) {
                    for (int i = 0; i < OBJECTS; i++) {
                        group.write(new byte[10]).get(30, TimeUnit.SECONDS);
                    }
                }
            }
            return null;
        });
        track.finish();
        track.ended().get(30, TimeUnit.SECONDS);
        other.flush();

        Map<Long, List<MoqObject>> byGroup =
                request.sender.objects.stream().collect(Collectors.groupingBy(MoqObject::groupId));
        assertThat(byGroup).hasSize(WRITERS * GROUPS);
        assertThat(byGroup.values()).allSatisfy(group -> assertThat(
                        group.stream().map(MoqObject::objectId))
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.range(0, OBJECTS).boxed().toList()));
        assertThat(request.log()).endsWith("done TRACK_ENDED");
        assertThat(track.stats().objectsSent()).isEqualTo((long) WRITERS * GROUPS * OBJECTS);
    }

    @Test
    void writersOfLargeObjectsNeverWaitForEver() throws Exception {
        PublishedTrack track = track(TrackOptions.defaults().withCache(CacheOptions.none()));

        onAllWriters(() -> {
            try (GroupWriter group = track.nextGroup()) {
                for (int i = 0; i < 2000; i++) {
                    group.write(new byte[1 << 20]).get(30, TimeUnit.SECONDS);
                }
            }
            return null;
        });

        home.flush();
        assertThat(track.stats().objectsWritten()).isEqualTo(WRITERS * 2000L);
    }

    @Test
    void groupMayBeClosedWhileOthersWriteItsSubgroups() throws Exception {
        PublishedTrack track = track(TrackOptions.defaults().withCache(CacheOptions.none()));
        FakeSubscribe request = serve(track, home);
        long written = 0;

        for (int round = 0; round < 200; round++) {
            GroupWriter group = track.nextGroup();
            SubgroupWriter subgroup = group.subgroup(1, 0);
            CountDownLatch begun = new CountDownLatch(1);
            Future<Long> writer = writers.submit(() -> writeUntilClosed(subgroup, begun));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            group.close();
            written += writer.get(30, TimeUnit.SECONDS);
        }
        track.finish();
        track.ended().get(30, TimeUnit.SECONDS);

        assertThat(request.sender.objects).hasSize((int) written);
        assertThat(request.log()).endsWith("done TRACK_ENDED");
    }

    private static long writeUntilClosed(SubgroupWriter subgroup, CountDownLatch begun) {
        for (long id = 0; id < 10_000_000; id++) {
            try {
                subgroup.write(id, ByteBuffer.allocate(1), List.of());
            } catch (IllegalStateException closed) {
                return id;
            }
            begun.countDown();
        }
        throw new AssertionError("Never closed");
    }

    @Test
    void fastWriterLeavesTheExecutorToOthers() throws Exception {
        PublishedTrack track = track(TrackOptions.defaults().withCache(CacheOptions.none()));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stop = new CountDownLatch(1);
        Future<?> writer = writers.submit(() -> {
            GroupWriter group = track.nextGroup();
            while (stop.getCount() > 0) {
                group.write(new byte[0]);
                begun.countDown();
            }
            return null;
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 100; i++) {
            home.flush();
        }

        stop.countDown();
        writer.get(30, TimeUnit.SECONDS);
        home.flush();
        assertThat(track.stats().objectsWritten()).isPositive();
    }

    @Test
    void trackWhoseExecutorIsGoneEndsInsteadOfThrowingAtItsUsers() {
        PublishedTrack track = track(TrackOptions.defaults());
        GroupWriter group = track.nextGroup();
        home.close();

        CompletableFuture<Void> room = group.write("x");

        assertThat(room).isCompleted();
        assertThat(track.ended()).isCompleted();
        assertThatThrownBy(() -> group.write("y")).isInstanceOf(IllegalStateException.class);
        group.close();
        track.close();
        track.abort(org.moqj.core.DoneStatus.INTERNAL_ERROR, "");
    }
}
