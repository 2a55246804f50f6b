package org.moqj.tests.offenders.core.internal;

final class Prints {
    void print() {
        System.out.println("printed");
    }
}
