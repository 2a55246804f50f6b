package org.moqj.tests.fuzz;

/** Where Jazzer enters: one process fuzzes one target, which is its first argument. */
public final class FuzzEntry {

    private static FuzzTarget target;

    private FuzzEntry() {}

    /** Called once by Jazzer, with what {@code --target_args} says. */
    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.named(args[0]);
    }

    /** Called by Jazzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        target.run(input);
    }
}
