package org.moqj.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.moqj.cli.json.JsonLines;

/**
 * What a run came to.
 *
 * @param load what was to be sent
 * @param session the draft and the transport
 * @param sent what was sent
 * @param received what came
 * @param used what each process used meanwhile
 * @param failure why a subscription ended early; empty where none did
 */
public record BenchReport(Load load, String session, Sent sent, Reception received, List<Used> used, String failure) {

    /**
     * What the publisher wrote.
     *
     * @param objects objects of all tracks
     * @param bytes their payload
     * @param seconds how long it took
     */
    record Sent(long objects, long bytes, double seconds) {}

    /**
     * What a process used.
     *
     * @param process its name
     * @param usage what it used
     * @param objects the objects it has dealt with
     */
    record Used(String process, Usage usage, long objects) {}

    /** Copies the list. */
    public BenchReport {
        used = List.copyOf(used);
    }

    /** Returns whether anything came, and no subscription ended early. */
    public boolean isComplete() {
        return received.objects() > 0 && failure.isEmpty();
    }

    /** Returns the report for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("load         " + load.words() + "; " + session);
        lines.add(format(
                "sent         %d objects, %.2f MB in %.2f s", sent.objects(), sent.bytes() / 1e6, sent.seconds()));
        lines.add(format(
                "received     %d objects, %.2f MB, %.2f Mbit/s, %.1f objects/s",
                received.objects(), received.bytes() / 1e6, received.megabits(), received.objectsPerSecond()));
        lines.add(format(
                "             %d lost, %d duplicated, %d reordered, %d of them in their group",
                received.lost(), received.duplicated(), received.reordered(), received.reorderedInGroup()));
        Reception.Latency latency = received.latency();
        lines.add(format(
                "latency      p50 %.3f, p90 %.3f, p99 %.3f, p99.9 %.3f, max %.3f ms",
                latency.p50(), latency.p90(), latency.p99(), latency.p999(), latency.max()));
        if (!load.isPaced()) {
            lines.add("             unpaced: that is only how deep the queues are");
        }
        for (Used one : used) {
            lines.add(format(
                    "%-12s %.2f s of CPU, %.0f bytes allocated an object",
                    one.process(), one.usage().cpuSeconds(), one.usage().bytesPerObject(one.objects())));
        }
        if (!failure.isEmpty()) {
            lines.add("a subscription ended early: " + failure);
        }
        return lines;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Returns the report for programs. */
    public ObjectNode json() {
        ObjectNode json = JsonLines.object();
        json.put("paced", load.isPaced()).put("session", session);
        json.put("object_size", load.objectSize()).put("group_size", load.groupSize());
        json.put("tracks", load.tracks()).put("subscribers", load.subscribers());
        json.put("stalled", load.stalled());
        json.putObject("sent")
                .put("objects", sent.objects())
                .put("bytes", sent.bytes())
                .put("seconds", sent.seconds());
        ObjectNode reception = received.json();
        reception.put("goodput_mbit_s", received.megabits());
        reception.put("objects_per_s", received.objectsPerSecond());
        json.set("received", reception);
        ObjectNode processes = json.putObject("processes");
        for (Used one : used) {
            processes
                    .putObject(one.process())
                    .put("cpu_s", one.usage().cpuSeconds())
                    .put("allocated_bytes_per_object", one.usage().bytesPerObject(one.objects()));
        }
        return failure.isEmpty() ? json : json.put("failure", failure);
    }
}
