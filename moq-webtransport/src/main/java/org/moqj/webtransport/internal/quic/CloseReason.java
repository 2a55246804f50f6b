package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.nio.charset.StandardCharsets;

/** The text of a peer's CONNECTION_CLOSE. */
public final class CloseReason {

    private CloseReason() {}

    /** Returns the text, which may be empty. */
    @SuppressWarnings("NullPointerException") // Netty's accessor throws it where the peer gave no reason
    public static String of(QuicConnectionCloseEvent event) {
        try {
            return new String(event.reason(), StandardCharsets.UTF_8);
        } catch (NullPointerException e) {
            return "";
        }
    }
}
