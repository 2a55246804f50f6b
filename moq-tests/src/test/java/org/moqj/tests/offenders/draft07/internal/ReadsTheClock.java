package org.moqj.tests.offenders.draft07.internal;

final class ReadsTheClock {
    long now() {
        return System.nanoTime();
    }
}
