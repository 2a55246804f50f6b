package org.moqj.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.moqj.cli.json.JsonLines;

/**
 * What a show came to.
 *
 * @param sent what was published, by the names of the tracks
 * @param receptions what each subscriber got
 */
public record Report(Map<String, TrackDigest.Sum> sent, List<Reception> receptions) {

    private static final String ROW = "%-22s %8s %10s %12s  %8s %8s %8s %8s  %s";

    /** Returns whether every subscriber got every object of every track as it was sent. */
    public boolean isComplete() {
        return receptions.stream().allMatch(this::isComplete);
    }

    private boolean isComplete(Reception reception) {
        return reception.tracks().equals(sent);
    }

    /** Returns the report for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        sent.forEach((track, sum) -> lines.add(String.format(
                Locale.ROOT,
                "sent %-12s %5d objects %8d bytes  SHA-256 %s",
                track,
                sum.objects(),
                sum.bytes(),
                sum.sha256())));
        lines.add("");
        lines.add(String.format(
                ROW, "subscriber", "objects", "bytes", "goodput", "p50 ms", "p90 ms", "p99 ms", "max ms", "SHA-256"));
        receptions.forEach(reception -> lines.add(row(reception)));
        lines.add("");
        lines.add(isComplete() ? "ok: what arrived equals what was sent" : "not ok: " + differences());
        return lines;
    }

    private String row(Reception reception) {
        Latencies latencies = reception.latencies();
        return String.format(
                ROW,
                reception.draft() + " " + reception.transport(),
                reception.objects(),
                reception.bytes(),
                String.format(Locale.ROOT, "%.3f Mbit/s", reception.megabits()),
                milliseconds(latencies.percentile(50)),
                milliseconds(latencies.percentile(90)),
                milliseconds(latencies.percentile(99)),
                milliseconds(latencies.percentile(100)),
                isComplete(reception) ? "equal" : "different");
    }

    private static String milliseconds(double latency) {
        return String.format(Locale.ROOT, "%.2f", latency);
    }

    /** Returns which tracks differ, and how. */
    public String differences() {
        List<String> different = new ArrayList<>();
        for (Reception reception : receptions) {
            sent.forEach((track, sum) -> {
                TrackDigest.Sum got = reception.tracks().get(track);
                if (!sum.equals(got)) {
                    different.add(reception.draft() + " got " + (got == null ? 0 : got.objects()) + " of "
                            + sum.objects() + " objects of " + track);
                }
            });
        }
        return String.join(", ", different);
    }

    /** Returns the report for programs, an object for each subscriber. */
    public List<ObjectNode> json() {
        return receptions.stream().map(this::json).toList();
    }

    private ObjectNode json(Reception reception) {
        ObjectNode json = JsonLines.object();
        json.put("draft", reception.draft().number());
        json.put("transport", reception.transport());
        json.put("objects", reception.objects());
        json.put("bytes", reception.bytes());
        json.put("goodput_mbit_s", reception.megabits());
        ObjectNode latency = json.putObject("latency_ms");
        latency.put("p50", reception.latencies().percentile(50));
        latency.put("p90", reception.latencies().percentile(90));
        latency.put("p99", reception.latencies().percentile(99));
        latency.put("max", reception.latencies().percentile(100));
        ObjectNode digests = json.putObject("sha256");
        reception.tracks().forEach((track, sum) -> digests.put(track, sum.sha256()));
        return json.put("equal", isComplete(reception));
    }
}
