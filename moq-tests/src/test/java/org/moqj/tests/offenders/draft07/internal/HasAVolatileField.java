package org.moqj.tests.offenders.draft07.internal;

final class HasAVolatileField {
    volatile int value;
}
