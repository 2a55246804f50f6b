package org.moqj.tests.offenders.draft07.internal;

final class SynchronizesABlock {
    private int runs;

    int run() {
        synchronized (this) {
            return ++runs;
        }
    }
}
