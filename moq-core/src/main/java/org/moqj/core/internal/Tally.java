package org.moqj.core.internal;

import java.util.concurrent.atomic.AtomicLong;

/** A count that one thread raises without an atomic instruction, and any thread reads. */
final class Tally {

    private final AtomicLong value = new AtomicLong();

    void increment() {
        add(1);
    }

    void add(long more) {
        value.lazySet(value.getPlain() + more);
    }

    long get() {
        return value.get();
    }
}
