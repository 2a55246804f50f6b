package org.moqj.tests.offenders.draft07.internal;

final class SynchronizesAMethod {
    synchronized void run() {}
}
