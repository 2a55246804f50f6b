package org.moqj.tests.fuzz;

import java.util.Arrays;
import java.util.Locale;
import org.moqj.core.MoqDraft;

/** What is fuzzed: three targets a draft. */
enum FuzzTarget {
    /** Every control message of draft-07. */
    CONTROL_07(new ControlTarget(new ControlCodec07())),
    /** Streams and datagrams of draft-07, in the draft's layout and in that of moq-rs. */
    DATA_07(new DataTarget(new DataCodec07())),
    /** A session of draft-07, as client and as server. */
    SESSION_07(new SessionTarget(MoqDraft.DRAFT_07, new ControlCodec07())),
    /** Every control message of draft-14. */
    CONTROL_14(new ControlTarget(new ControlCodec14())),
    /** Streams and datagrams of draft-14. */
    DATA_14(new DataTarget(new DataCodec14())),
    /** A session of draft-14, as client and as server. */
    SESSION_14(new SessionTarget(MoqDraft.DRAFT_14, new ControlCodec14()));

    private final Experiment experiment;

    FuzzTarget(Experiment experiment) {
        this.experiment = experiment;
    }

    /** What is done with one input. Both methods take any bytes, and throw where a promise is broken. */
    interface Experiment {

        /**
         * Gives the input to the code under test, whose memory is measured meanwhile.
         *
         * @return how many bytes it was given
         */
        int run(byte[] input);

        /** Checks what else holds, which may take memory of its own. */
        default void check(byte[] input) {}
    }

    /** Returns the target named as on the command line: {@code control-07}. */
    static FuzzTarget named(String label) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such target: " + label));
    }

    /** Returns the name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Runs one input, and checks what memory it took; once more where that was too much, for classes load only once. */
    void run(byte[] input) {
        if (!measured(input).isModest()) {
            measured(input).check();
        }
        MemoryUse.Start start = MemoryUse.start();
        experiment.check(input);
        start.use(input.length).checkBuffers();
    }

    private MemoryUse measured(byte[] input) {
        MemoryUse.Start start = MemoryUse.start();
        int given = experiment.run(input);
        return start.use(given);
    }
}
