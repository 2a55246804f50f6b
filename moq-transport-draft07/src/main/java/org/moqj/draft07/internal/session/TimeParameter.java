package org.moqj.draft07.internal.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.moqj.core.spi.wire.Varint;
import org.moqj.draft07.internal.message.Parameters;
import org.moqj.draft07.internal.message.VersionParameter;

/** DELIVERY TIMEOUT and MAX_CACHE_DURATION, in milliseconds (draft-07, sections 6.1.1.2 and 6.1.1.3). */
final class TimeParameter {

    private TimeParameter() {}

    /** Returns the time in milliseconds; 0, which has no meaning, as if it were not there. */
    static Optional<Duration> read(Parameters parameters, VersionParameter key) {
        OptionalLong millis = parameters.varint(key);
        return millis.isPresent() && millis.getAsLong() > 0
                ? Optional.of(Duration.ofMillis(millis.getAsLong()))
                : Optional.empty();
    }

    static Parameters add(Parameters parameters, VersionParameter key, Optional<Duration> time) {
        return time.isPresent() ? parameters.with(key, millis(time.get())) : parameters;
    }

    /** Returns {@code time} as the wire has it; a time too long to say becomes the longest. */
    static long millis(Duration time) {
        return time.compareTo(Duration.ofMillis(Varint.MAX)) > 0 ? Varint.MAX : time.toMillis();
    }
}
