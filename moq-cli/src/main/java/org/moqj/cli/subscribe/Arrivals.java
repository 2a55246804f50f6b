package org.moqj.cli.subscribe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.json.ObjectJson;
import org.moqj.cli.terminal.Counters;
import org.moqj.core.model.FullTrackName;
import org.moqj.core.model.MoqObject;

/** Counts what arrives, and tells of each object where that is wanted. Thread-safe. */
public final class Arrivals {

    private final Counters counters;
    private final @Nullable JsonLines log;

    /** @param log where each object is told about; null for nowhere */
    public Arrivals(Counters counters, @Nullable JsonLines log) {
        this.counters = counters;
        this.log = log;
    }

    /** Returns the counts. */
    public Counters counters() {
        return counters;
    }

    /** Counts an object of {@code track}. */
    public void count(FullTrackName track, MoqObject object) {
        Instant arrival = Instant.now();
        counters.count(track.name().toString(), object.groupId(), object.payloadSize());
        if (log != null) {
            log.write(ObjectJson.received(track, object, arrival));
        }
    }
}
