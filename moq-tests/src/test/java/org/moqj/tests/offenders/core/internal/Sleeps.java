package org.moqj.tests.offenders.core.internal;

final class Sleeps {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
