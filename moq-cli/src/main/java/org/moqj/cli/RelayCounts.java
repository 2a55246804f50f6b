package org.moqj.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.terminal.Terminal;
import org.moqj.relay.MoqRelay;
import org.moqj.relay.RelayStats;

/** What a relay tells of who is here and what it has relayed: now and then, and when it is closed. */
final class RelayCounts implements AutoCloseable {

    private final MoqRelay relay;
    private final Terminal terminal;
    private final boolean json;
    private final boolean talk;
    private final ScheduledExecutorService timer;

    /**
     * Makes it.
     *
     * @param json whether counts are results, one JSON object a line, instead of words
     * @param talk whether words are wanted
     */
    RelayCounts(MoqRelay relay, Terminal terminal, boolean json, boolean talk) {
        this.relay = relay;
        this.terminal = terminal;
        this.json = json;
        this.talk = talk;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "moqj-stats");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Tells every {@code period}, too. */
    void showEvery(Duration period) {
        timer.scheduleAtFixedRate(() -> show(true), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void show(boolean present) {
        RelayStats stats = relay.stats().join();
        if (json) {
            new JsonLines(terminal.out()).write(json(stats));
        } else if (talk) {
            terminal.say((present ? present(stats) + "; " : "") + sum(stats));
        }
    }

    private static ObjectNode json(RelayStats stats) {
        return JsonLines.object()
                .put("sessions", stats.sessions())
                .put("namespaces", stats.namespaces())
                .put("tracks", stats.tracks())
                .put("subscriptions", stats.subscriptions())
                .put("bytes_cached", stats.bytesCached())
                .put("objects_in", stats.objectsIn())
                .put("bytes_in", stats.bytesIn())
                .put("objects_out", stats.objectsOut())
                .put("bytes_out", stats.bytesOut())
                .put("objects_dropped", stats.objectsDropped())
                .put("subscriptions_cut_off", stats.subscriptionsCutOff())
                .put("fetches_passed_on", stats.fetchesPassedOn())
                .put("refused", stats.refused());
    }

    private static String present(RelayStats stats) {
        return stats.sessions() + " sessions, " + stats.namespaces() + " namespaces, " + stats.tracks() + " tracks, "
                + stats.subscriptions() + " subscriptions, " + stats.bytesCached() + " bytes cached";
    }

    private static String sum(RelayStats stats) {
        return "relayed " + stats.objectsIn() + " objects (" + stats.bytesIn() + " bytes) as " + stats.objectsOut()
                + " (" + stats.bytesOut() + " bytes), dropped " + stats.objectsDropped();
    }

    /** Tells the last time. */
    @Override
    public void close() {
        timer.shutdownNow();
        show(false);
    }
}
