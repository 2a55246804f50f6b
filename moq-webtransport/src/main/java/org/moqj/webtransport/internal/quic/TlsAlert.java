package org.moqj.webtransport.internal.quic;

import java.util.Map;

/** TLS alerts as QUIC carries them: transport errors 0x100 to 0x1ff (RFC 9001, section 4.8). */
public final class TlsAlert {

    /** The peer speaks none of the application protocols offered. */
    public static final int NO_APPLICATION_PROTOCOL = 120;

    private static final int FIRST = 0x100;
    private static final int LAST = 0x1ff;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(10, "unexpected_message"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(109, "missing_extension"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(116, "certificate_required"),
            Map.entry(NO_APPLICATION_PROTOCOL, "no_application_protocol"));

    private TlsAlert() {}

    /** Returns whether the QUIC transport error {@code error} is a TLS alert. */
    public static boolean isAlert(long error) {
        return error >= FIRST && error <= LAST;
    }

    /** Returns the alert's number in TLS. */
    public static int number(long error) {
        return (int) error - FIRST;
    }

    /** Returns the alert by its name in TLS. */
    public static String describe(long error) {
        int number = number(error);
        return "TLS alert " + NAMES.getOrDefault(number, "number") + " (" + number + ")";
    }
}
