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

    /** Runs it. */
    public BenchReport run() {
        String namespace = "moqj-bench/" + UUID.randomUUID();
        try (Worker publisher = worker("publisher", "--bench-namespace", namespace)) {
            JsonNode offered = publisher.hear(START);
            try (Worker subscribers = worker("subscribers", at(namespace, offered))) {
                return run(publisher, subscribers);
            }
        }
    }

    private static String[] at(String namespace, JsonNode offered) {
        String pin = offered.path("pin").asText();
        List<String> at = new ArrayList<>(List.of("--bench-namespace", namespace));
        at.addAll(List.of("--bench-url", offered.path("url").asText()));
        if (!pin.isEmpty()) {
            at.addAll(List.of("--bench-pin", pin));
        }
        return at.toArray(String[]::new);
    }

    private BenchReport run(Worker publisher, Worker subscribers) {
        JsonNode ready = subscribers.hear(START.plusMillis(load.subscribers() * 100L));
        publisher.tell("go");
        JsonNode sent = publisher.hear(load.duration().plus(DRAIN));
        subscribers.tell("expect " + joined(sent.path("tracks")));
        JsonNode received = subscribers.hear(DRAIN);
        publisher.tell("end");
        Usage published = Usage.of(publisher.hear(START));
        subscribers.tell("end");
        return new BenchReport(
                load,
                String.format(
                        "draft-%02d, %s",
                        ready.path("draft").asInt(), ready.path("transport").asText()),
                new BenchReport.Sent(
                        sent.path("objects").asLong(),
                        sent.path("bytes").asLong(),
                        sent.path("seconds").asDouble()),
                Reception.of(received),
                List.of(
                        new BenchReport.Used(
                                "publisher", published, sent.path("objects").asLong()),
                        new BenchReport.Used(
                                "subscribers",
                                Usage.of(received.path("usage")),
                                received.path("objects").asLong())),
                received.path("failure").asText());
    }

    private static String joined(JsonNode numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add(number.asText()));
        return String.join(",", texts);
    }

    private Worker worker(String role, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--bench-role", role));
        all.addAll(List.of(more));
        return Worker.start(role, all, stop);
    }
}
