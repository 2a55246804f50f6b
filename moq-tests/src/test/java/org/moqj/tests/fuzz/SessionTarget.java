package org.moqj.tests.fuzz;

import org.moqj.core.Limits;
import org.moqj.core.MoqDraft;

/**
 * A whole session, public API and all, and a peer that does what the input says; in memory and in virtual time.
 *
 * <p>The first byte of the input are switches, see {@link SessionSetting}. Then each step is a byte that tells what
 * happens, see {@link SessionRun}, and what that takes. Whatever the peer does, nothing is thrown into the event loop,
 * the session sends only what its draft allows, holds little, ends when it is told to, never because of a bug of its own,
 * completes every future, and leaves neither a timer nor a buffer behind.
 */
final class SessionTarget implements FuzzTarget.Experiment {

    /** Small enough for short inputs to go beyond. */
    static final Limits LIMITS = new Limits(4096, 256, 1024, 8, 8, 4, 8, 16, 16 << 10, 8 << 10);

    private final MoqDraft draft;
    private final ControlCodec codec;

    SessionTarget(MoqDraft draft, ControlCodec codec) {
        this.draft = draft;
        this.codec = codec;
    }

    @Override
    public int run(byte[] input) {
        Script script = new Script(input);
        return new SessionRun(draft, codec, new SessionSetting(script.number())).play(script);
    }
}
