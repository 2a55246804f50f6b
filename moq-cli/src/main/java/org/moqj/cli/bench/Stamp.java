package org.moqj.cli.bench;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.moqj.core.model.MoqObject;

/**
 * What a payload begins with.
 *
 * @param nanos when the object was due, or written where nothing is due: nanoseconds since 1970 by the machine's clock,
 *     which all processes share
 * @param number the object's number in its track, from 0 on
 */
record Stamp(long nanos, long number) {

    /** Its size in bytes. */
    static final int SIZE = 16;

    private static final long NANOS = 1_000_000_000;

    /** Returns the time now, as in {@link #nanos()}. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    /** Returns a payload of {@code size} bytes that begins with this; the rest is zero. */
    byte[] payload(int size) {
        byte[] payload = new byte[size];
        ByteBuffer.wrap(payload).putLong(nanos).putLong(number);
        return payload;
    }

    /**
     * Reads the stamp of an object.
     *
     * @throws IllegalArgumentException where it is too short to have one
     */
    static Stamp of(MoqObject object) {
        if (object.payloadSize() < SIZE) {
            throw new IllegalArgumentException("No object of a bench: " + object);
        }
        ByteBuffer payload = object.payload();
        return new Stamp(payload.getLong(), payload.getLong());
    }
}
