package org.moqj.core;

/**
 * How a subscription ended.
 *
 * @param side who ended it
 * @param status what it means in any draft
 * @param code the code on the wire, or -1 where it was ended here
 * @param codeName the code's name in the session's draft
 * @param reason the peer's text; not to be trusted
 */
public record SubscriptionEnd(Side side, DoneStatus status, long code, String codeName, String reason) {}
