package org.moqj.cli.interop;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a case went.
 *
 * @param test the case
 * @param verdict what it came to
 * @param section where the draft that was spoken has it, in words; where none was, all drafts
 * @param took how long it took
 * @param connectionIds the names of its connections in the logs of both ends, by what each was for, in their order
 */
public record Outcome(
        InteropCase test, Verdict verdict, String section, Duration took, Map<String, String> connectionIds) {

    /** Copies the names. */
    public Outcome {
        connectionIds = Collections.unmodifiableMap(new LinkedHashMap<>(connectionIds));
    }

    /** Returns whether the relay does something else than the draft says. */
    public boolean isFailure() {
        return verdict instanceof Verdict.Failed;
    }
}
