package org.moqj.cli.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.GroupWriter;
import org.moqj.core.TrackPublisher;

/** Sends a load: to each track in turn, when the next object is due, or when there is room for it. For one thread. */
final class Sender {

    private final Load load;
    private final Stop stop;
    private final Lane[] lanes;

    Sender(Load load, List<TrackPublisher> tracks, Stop stop) {
        this.load = load;
        this.stop = stop;
        this.lanes = tracks.stream().map(Lane::new).toArray(Lane[]::new);
    }

    /** One track, with the group that is open. */
    private final class Lane {

        private final TrackPublisher track;
        private @Nullable GroupWriter group;
        private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
        private long sent;

        Lane(TrackPublisher track) {
            this.track = track;
        }

        void send(long stampNanos) {
            if (room.isCompletedExceptionally()) {
                stop.await(room); // tells why nothing can be sent any more
            }
            GroupWriter open = group;
            if (open == null) {
                open = track.nextGroup();
                group = open;
            }
            room = open.write(ByteBuffer.wrap(new Stamp(stampNanos, sent).payload(load.objectSize())));
            sent++;
            if (sent % load.groupSize() == 0) {
                end();
            }
        }

        void end() {
            if (group != null) {
                group.close();
                group = null;
            }
        }
    }

    /**
     * Sends, for as long as the load says.
     *
     * @return how many objects each track has got
     */
    long[] send() throws InterruptedException {
        if (load.isPaced()) {
            sendWhenDue(load.rate().getAsDouble());
        } else {
            sendWhenThereIsRoom();
        }
        long[] sent = new long[lanes.length];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i].end();
            sent[i] = lanes[i].sent;
        }
        return sent;
    }

    /** The stamp is when an object was due: whoever is late, this end included, shows in the latency. */
    private void sendWhenDue(double rate) throws InterruptedException {
        long objects = Math.round(rate * load.duration().toNanos() / 1e9);
        long begin = Stamp.now(); // the clock of the stamps, so that nothing is sent before its time
        for (long i = 0; i < objects; i++) {
            long due = begin + Math.round(i * 1e9 / rate);
            stop.pause(Duration.ofNanos(due - Stamp.now()));
            lanes[(int) (i % lanes.length)].send(due);
        }
    }

    private void sendWhenThereIsRoom() {
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < load.duration().toNanos(); i = (i + 1) % lanes.length) {
            stop.await(lanes[i].room);
            lanes[i].send(Stamp.now());
        }
    }
}
