package org.moqj.webtransport.internal.http3;

import org.moqj.webtransport.internal.quic.ErrorCodes;

/**
 * The mapping of application error codes into HTTP/3's (draft-ietf-webtrans-http3, section 4.3): each 31st code is
 * reserved by HTTP/3 for greasing and skipped.
 */
public final class WebTransportCodes implements ErrorCodes {

    /** The mapping; it has no state. */
    public static final WebTransportCodes INSTANCE = new WebTransportCodes();

    /** WEBTRANSPORT_BUFFERED_STREAM_REJECTED: a stream came before its session, or for none of ours. */
    static final int BUFFERED_STREAM_REJECTED = 0x3994_bd84;

    /** H3_NO_ERROR. */
    static final int NO_ERROR = 0x100;

    /** H3_STREAM_CREATION_ERROR. */
    static final int STREAM_CREATION_ERROR = 0x103;

    /** H3_MESSAGE_ERROR. */
    static final int MESSAGE_ERROR = 0x10e;

    /** H3_REQUEST_CANCELLED: what a reset or stop says where the mapped code cannot be sent. */
    private static final int REQUEST_CANCELLED = 0x10c;

    private static final long FIRST = 0x52e4_a40f_a8dbL;
    private static final long LAST = 0x52e5_ac98_3162L;

    private static final long MAX_TRUNCATED = 1L << 30;

    private WebTransportCodes() {}

    @Override
    public long toWire(long code) {
        return FIRST + ErrorCodes.check(code) + code / 0x1e;
    }

    @Override
    public long fromWire(long wire) {
        if (wire < FIRST || wire > LAST || (wire - 0x21) % 0x1f == 0) {
            return NOT_MAPPED;
        }
        long shifted = wire - FIRST;
        return shifted - shifted / 0x1f;
    }

    /** Maps codes up to 2^30: the low 32 bits of higher ones are those of HTTP/3's own errors too. */
    @Override
    public long fromTruncated(int error) {
        long shifted = (error - FIRST) & 0xffff_ffffL;
        long code = fromWire(FIRST + shifted);
        return code > MAX_TRUNCATED ? NOT_MAPPED : code;
    }

    @Override
    public int substitute(long code) {
        ErrorCodes.check(code);
        return REQUEST_CANCELLED;
    }
}
