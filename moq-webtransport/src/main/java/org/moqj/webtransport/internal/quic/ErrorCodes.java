package org.moqj.webtransport.internal.quic;

/**
 * How MoQ's error codes travel: as they are over raw QUIC, in a range of HTTP/3's over WebTransport.
 *
 * <p>The one place where codes that leave this end are checked. Netty passes them to its native library as
 * {@code int}, where a negative one ends the whole process (netty issue 17499), so that codes are 0 to 2^31-1.
 */
public interface ErrorCodes {

    /** The codes of raw QUIC: nothing is mapped. */
    ErrorCodes IDENTITY = new ErrorCodes() {
        @Override
        public long toWire(long code) {
            return check(code);
        }

        @Override
        public long fromWire(long wire) {
            return wire;
        }

        @Override
        public long fromTruncated(int error) {
            return error & 0xffff_ffffL;
        }

        @Override
        public int substitute(long code) {
            return (int) check(code);
        }
    };

    /** What {@link #fromWire} returns for a code that is none of MoQ's. */
    long NOT_MAPPED = -1;

    /**
     * Returns {@code code} as it travels.
     *
     * @throws IllegalArgumentException if it is negative or above 2^31-1
     */
    long toWire(long code);

    /** Returns MoQ's code for one that travelled, or {@link #NOT_MAPPED}. */
    long fromWire(long wire);

    /**
     * Returns MoQ's code for the error of a connection's close, of which Netty shows the low 32 bits only, or
     * {@link #NOT_MAPPED}.
     */
    long fromTruncated(int error);

    /** Returns what travels instead of {@code code} where only an {@code int} can be sent. */
    int substitute(long code);

    /** Returns {@code code} if Netty can be given it. */
    static long check(long code) {
        if (code < 0 || code > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("An error code is 0 to 2147483647: " + code);
        }
        return code;
    }
}
