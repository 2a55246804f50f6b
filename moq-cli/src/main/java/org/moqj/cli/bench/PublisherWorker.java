package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.subscribe.Intake;
import org.moqj.cli.terminal.Stop;
import org.moqj.core.TrackPublisher;
import org.moqj.core.model.TrackNamespace;

/** The publisher's process: offers its tracks, sends when told to, and stays until all has been taken. */
public final class PublisherWorker {

    private static final long DEMAND_SECONDS = 20;

    private final Load load;
    private final TrackNamespace namespace;
    private final Dialogue bench;
    private final Stop stop;

    /** Prepares to send {@code load} under {@code namespace}. */
    public PublisherWorker(Load load, TrackNamespace namespace, Dialogue bench, Stop stop) {
        this.load = load;
        this.namespace = namespace;
        this.bench = bench;
        this.stop = stop;
    }

    /** Publishes at {@code venue}, which others dial with {@code scheme}. */
    public void run(Venue venue, String scheme) throws InterruptedException {
        List<TrackPublisher> tracks = venue.publish(namespace, load, stop);
        bench.say(JsonLines.object().put("url", venue.url(scheme)).put("pin", venue.pin()));
        bench.hear("go");
        for (TrackPublisher track : tracks) {
            awaitDemand(track, venue.demand(load.subscribers() + load.stalled()));
        }
        Usage before = Usage.now();
        long begin = System.nanoTime();
        long[] sent = new Sender(load, tracks, stop).send();
        double seconds = (System.nanoTime() - begin) / 1e9;
        bench.say(sent(sent, seconds));
        bench.hear("end");
        bench.say(Usage.now().since(before).json());
    }

    private void awaitDemand(TrackPublisher track, int wanted) {
        CompletableFuture<Integer> there = new CompletableFuture<>();
        CompletableFuture<Void> counting = Intake.each(track.demand(), subscribers -> {
            if (subscribers >= wanted) {
                there.complete(subscribers);
            }
        });
        stop.await(there.orTimeout(DEMAND_SECONDS, TimeUnit.SECONDS));
        counting.cancel(true);
    }

    private ObjectNode sent(long[] sent, double seconds) {
        ObjectNode json = JsonLines.object().put("seconds", seconds);
        ArrayNode tracks = json.putArray("tracks");
        long objects = 0;
        for (long one : sent) {
            tracks.add(one);
            objects += one;
        }
        return json.put("objects", objects).put("bytes", objects * load.objectSize());
    }
}
