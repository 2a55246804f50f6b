package org.moqj.tests.offenders.draft07.internal;

import java.util.concurrent.locks.ReentrantLock;

final class Locks {
    ReentrantLock lock;
}
