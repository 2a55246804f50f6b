package org.moqj.draft07.internal.message;

import net.jqwik.api.statistics.Statistics;

/** Makes sure that the arbitrary messages of a property are of every type. */
final class EveryType {

    private EveryType() {}

    /** Counts {@code message}; after the last one, the property fails where a type never came. */
    static void isAmong(ControlMessage message) {
        Statistics.collect(message.type());
        Statistics.coverage(types -> {
            for (ControlMessageType type : ControlMessageType.values()) {
                types.check(type).count(count -> count > 0);
            }
        });
    }
}
