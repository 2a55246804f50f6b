package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.moqj.cli.terminal.Stop;

/** Runs a load in processes of its own, and puts together what they have seen. */
public final class BenchRun {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(60);

    private final Load load;
    private final List<String> arguments;
    private final Stop stop;

    /**
     * Prepares a run.
     *
     * @param arguments those of this command, which its processes get too
     */
    public BenchRun(Load load, List<String> arguments, Stop stop) {
        this.load = load;
        this.arguments = List.copyOf(arguments);
        this.stop = stop;
    }

    /** Runs it, without a relay of its own. */
    public BenchReport run() {
        return run(List.of(), List.of());
    }

    /** Runs it through a relay in a process of its own. */
    public BenchReport runThroughRelay() {
        try (Worker relay = worker("relay", List.of())) {
            return run(at(relay.hear(START)), List.of(relay));
        }
    }

    /**
     * Runs it.
     *
     * @param where further arguments of the publisher
     * @param others processes whose use is reported too
     */
    private BenchReport run(List<String> where, List<Worker> others) {
        List<String> namespace = List.of("--bench-namespace", "moqj-bench/" + UUID.randomUUID());
        try (Worker publisher = worker("publisher", both(namespace, where))) {
            JsonNode ready = publisher.hear(START);
            List<String> offered = where.isEmpty() ? at(ready) : where;
            try (Worker subscribers = worker("subscribers", both(namespace, offered))) {
                return run(publisher, subscribers, others);
            }
        }
    }

    private static List<String> at(JsonNode offered) {
        String pin = offered.path("pin").asText();
        List<String> at = List.of("--bench-url", offered.path("url").asText());
        return pin.isEmpty() ? at : both(at, List.of("--bench-pin", pin));
    }

    private static List<String> both(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private BenchReport run(Worker publisher, Worker subscribers, List<Worker> others) {
        JsonNode ready = subscribers.hear(START.plusMillis((load.subscribers() + load.stalled()) * 100L));
        others.forEach(other -> other.tell("go"));
        publisher.tell("go");
        JsonNode sent = publisher.hear(load.duration().plus(DRAIN));
        subscribers.tell("expect " + joined(sent.path("tracks")));
        JsonNode received = subscribers.hear(DRAIN);
        long objects = sent.path("objects").asLong();
        List<BenchReport.Used> used = new ArrayList<>();
        used.add(new BenchReport.Used("publisher", usage(publisher), objects));
        used.add(new BenchReport.Used(
                "subscribers",
                Usage.of(received.path("usage")),
                received.path("objects").asLong()));
        others.forEach(other -> used.add(new BenchReport.Used(other.role(), usage(other), objects)));
        subscribers.tell("end");
        return new BenchReport(
                load,
                String.format(
                        "draft-%02d, %s",
                        ready.path("draft").asInt(), ready.path("transport").asText()),
                new BenchReport.Sent(
                        objects,
                        sent.path("bytes").asLong(),
                        sent.path("seconds").asDouble()),
                Reception.of(received),
                used,
                received.path("failure").asText());
    }

    private static String joined(JsonNode numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add(number.asText()));
        return String.join(",", texts);
    }

    private static Usage usage(Worker worker) {
        worker.tell("end");
        return Usage.of(worker.hear(START));
    }

    private Worker worker(String role, List<String> more) {
        return Worker.start(role, both(both(arguments, List.of("--bench-role", role)), more), stop);
    }
}
