package org.moqj.webtransport.internal.http3;

import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.http3.Http3SettingsFrame;

/**
 * The HTTP/3 settings by which two ends tell each other that they speak WebTransport. Each draft had another; peers look
 * for the one of theirs:
 *
 * <ul>
 *   <li>0x2b603742 (draft-02): Chromium, quinn's web-transport
 *   <li>0xc671706a (draft-07 to -12): Chromium, quinn's web-transport
 *   <li>0x14e9cd29 (draft-13 and -14): picoquic, Safari; 1 session, so that no session limits are in force
 *   <li>0xffd277 (the HTTP datagrams of draft-04), beside the standard's 0x33: old Chromium and quinn
 * </ul>
 */
final class WebTransportSettings {

    private static final long ENABLE_CONNECT_PROTOCOL = 0x8;
    private static final long H3_DATAGRAM = 0x33;
    private static final long H3_DATAGRAM_DRAFT_04 = 0xff_d277L;
    private static final long ENABLE_WEBTRANSPORT_DRAFT_02 = 0x2b60_3742L;
    private static final long MAX_SESSIONS_DRAFT_07 = 0xc671_706aL;
    private static final long MAX_SESSIONS_DRAFT_13 = 0x14e9_cd29L;
    private static final long ENABLED_DRAFT_15 = 0x2c7c_f000L;

    private WebTransportSettings() {}

    /** Returns whether Netty is to let a setting through that is not of HTTP/3 itself. */
    static boolean isKnown(long id, Long value) {
        return id == H3_DATAGRAM_DRAFT_04
                || id == ENABLE_WEBTRANSPORT_DRAFT_02
                || id == MAX_SESSIONS_DRAFT_07
                || id == MAX_SESSIONS_DRAFT_13
                || id == ENABLED_DRAFT_15;
    }

    /** Returns what we send, the same from both sides. */
    static Http3SettingsFrame ours() {
        Http3Settings settings = new Http3Settings(WebTransportSettings::isKnown);
        settings.enableConnectProtocol(true);
        settings.enableH3Datagram(true);
        settings.put(H3_DATAGRAM_DRAFT_04, 1L);
        settings.put(ENABLE_WEBTRANSPORT_DRAFT_02, 1L);
        settings.put(MAX_SESSIONS_DRAFT_07, 1L);
        settings.put(MAX_SESSIONS_DRAFT_13, 1L);
        return new DefaultHttp3SettingsFrame(settings);
    }

    /** Returns what a server's settings lack for a WebTransport session, or an empty text. */
    static String missing(Http3SettingsFrame server) {
        if (!isSet(server, ENABLE_CONNECT_PROTOCOL)) {
            return "extended CONNECT";
        }
        if (!isSet(server, H3_DATAGRAM) && !isSet(server, H3_DATAGRAM_DRAFT_04)) {
            return "HTTP datagrams";
        }
        boolean webTransport = isSet(server, ENABLE_WEBTRANSPORT_DRAFT_02)
                || isSet(server, MAX_SESSIONS_DRAFT_07)
                || isSet(server, MAX_SESSIONS_DRAFT_13)
                || isSet(server, ENABLED_DRAFT_15);
        return webTransport ? "" : "WebTransport";
    }

    private static boolean isSet(Http3SettingsFrame frame, long id) {
        Long value = frame.settings().get(id);
        return value != null && value > 0;
    }
}
