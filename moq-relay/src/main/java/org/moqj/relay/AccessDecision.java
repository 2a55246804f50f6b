package org.moqj.relay;

import java.util.Optional;
import org.moqj.core.Refusal;
import org.moqj.core.RequestError;

/**
 * Whether somebody may.
 *
 * @param refusal what they are told where they may not; empty where they may
 */
public record AccessDecision(Optional<Refusal> refusal) {

    private static final AccessDecision ALLOWED = new AccessDecision(Optional.empty());

    /** They may. */
    public static AccessDecision allow() {
        return ALLOWED;
    }

    /**
     * They may not ({@link RequestError#UNAUTHORIZED}).
     *
     * @param reason told to them; keep out of it what they should not know
     */
    public static AccessDecision deny(String reason) {
        return deny(Refusal.of(RequestError.UNAUTHORIZED, reason));
    }

    /** They may not, and are told so in the caller's words. */
    public static AccessDecision deny(Refusal refusal) {
        return new AccessDecision(Optional.of(refusal));
    }

    /** Returns whether they may. */
    public boolean isAllowed() {
        return refusal.isEmpty();
    }
}
