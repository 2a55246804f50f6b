package org.moqj.core;

/**
 * The rare events of a session's life. Called on the session's callback executor, one at a time and in order. What a
 * method throws is logged and changes nothing.
 */
public interface SessionListener {

    /**
     * The session entered {@code state}.
     *
     * @param cause why, for {@link SessionState#FAILED}; for other states null
     */
    default void onState(
            MoqSession session, SessionState state, @org.jspecify.annotations.Nullable MoqException cause) {}

    /**
     * The peer asks to move to another session (GOAWAY; draft-14, section 9.4; draft-07, section 6.3). This one goes on
     * until either end closes it.
     *
     * @param newUri where to; empty for where it is now. The peer's text: check it before you dial it
     */
    default void onGoaway(MoqSession session, String newUri) {}
}
