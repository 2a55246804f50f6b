package org.moqj.core;

import org.jspecify.annotations.Nullable;

/** One request failed: the peer refused it or did not answer in time, or it cannot be made on this session. */
public final class MoqRequestException extends MoqException {

    private static final long serialVersionUID = 1L;

    private final @Nullable RequestError error;
    private final boolean beyondLimit;

    private MoqRequestException(
            Side side,
            long code,
            String codeName,
            @Nullable RequestError error,
            boolean beyondLimit,
            String message,
            String hint) {
        super(message, FailurePhase.REQUEST, side, code, codeName, hint, null);
        this.error = error;
        this.beyondLimit = beyondLimit;
    }

    /** Returns the peer's refusal of {@code request}, which reads like {@code SUBSCRIBE a/b/c}. */
    public static MoqRequestException refused(
            String request, long code, String codeName, @Nullable RequestError error, String reason) {
        String said = reason.isEmpty() ? "" : ": \"" + PeerText.shown(reason) + "\"";
        return new MoqRequestException(
                Side.REMOTE,
                code,
                codeName,
                error,
                false,
                request + " was refused with " + codeName + said,
                error == null ? "see the reason that the peer gave" : error.hint());
    }

    /** Returns a request that the peer did not answer in time. */
    public static MoqRequestException timeout(String request, java.time.Duration after) {
        return new MoqRequestException(
                Side.LOCAL,
                -1,
                "",
                RequestError.TIMEOUT,
                false,
                request + " was not answered within " + after.toMillis() + " ms",
                "the peer may not implement this request; raise the request timeout if it is merely slow");
    }

    /** Returns a request that cannot be made on this session; nothing was sent. */
    public static MoqRequestException notPossible(@Nullable RequestError error, String message, String hint) {
        return new MoqRequestException(Side.LOCAL, -1, "", error, false, message, hint);
    }

    /** Returns a request that waited in vain for the peer to allow more requests; nothing was sent. */
    public static MoqRequestException notSent(String request, java.time.Duration after) {
        return new MoqRequestException(
                Side.LOCAL,
                -1,
                "",
                RequestError.TIMEOUT,
                true,
                request + " was not sent: the peer has not raised its limit on requests within " + after.toMillis()
                        + " ms",
                "end other requests first, or open another session");
    }

    /** Returns a request beyond what the peer takes in this session; nothing was sent. */
    public static MoqRequestException beyondLimit(long limit) {
        return new MoqRequestException(
                Side.LOCAL,
                -1,
                "",
                null,
                true,
                "The peer takes no more than " + limit + " requests a session",
                "open another session");
    }

    /** Returns what the refusal means in any draft, where it means something known. */
    public java.util.Optional<RequestError> error() {
        return java.util.Optional.ofNullable(error);
    }

    /**
     * Returns whether the request was never sent, because it is beyond the peer's limit on requests (MAX_REQUEST_ID,
     * draft-14, section 9.5; MAX_SUBSCRIBE_ID, draft-07, section 6.20): its deadline ran out while it waited for a higher
     * one, or the peer is known never to raise it.
     */
    public boolean isBeyondLimit() {
        return beyondLimit;
    }

    /** Returns whether the request's deadline ran out here. */
    public boolean isTimeout() {
        return side() == Side.LOCAL && error == RequestError.TIMEOUT;
    }
}
