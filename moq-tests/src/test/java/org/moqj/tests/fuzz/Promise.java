package org.moqj.tests.fuzz;

/** What has to hold for any input. Cheaper than an assertion library: it runs millions of times. */
final class Promise {

    private Promise() {}

    static void that(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError("Not so: " + what);
        }
    }

    static void same(String what, Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError(what + " differ:\n" + one + "\n" + other);
        }
    }
}
