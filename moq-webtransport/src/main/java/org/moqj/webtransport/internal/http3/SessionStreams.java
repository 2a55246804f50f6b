package org.moqj.webtransport.internal.http3;

import io.netty.handler.codec.quic.QuicStreamType;
import java.util.ArrayList;
import java.util.List;
import org.moqj.webtransport.internal.quic.QuicConnection;
import org.moqj.webtransport.internal.quic.QuicStream;

/**
 * Sorts the peer's WebTransport streams by their session. A peer may open streams before we know the session; a bounded
 * number of them waits, unread (draft-ietf-webtrans-http3, section 4.6).
 */
final class SessionStreams {

    /** Early streams beyond this number are rejected. */
    static final int MAX_EARLY = 64;

    private static final long UNKNOWN = -1;

    private record Early(long sessionId, QuicStream stream) {}

    private final QuicConnection connection;
    private final List<Early> early = new ArrayList<>();
    private long sessionId = UNKNOWN;

    SessionStreams(QuicConnection connection) {
        this.connection = connection;
    }

    /** Returns the handler for a stream of the peer whose header has been read; {@link #arrived} follows. */
    QuicStream incoming(QuicStreamType type) {
        return QuicStream.incoming(connection, type);
    }

    /** A stream for the session {@code id} is in its pipeline. */
    void arrived(long id, QuicStream stream) {
        if (sessionId == id) {
            connection.accept(stream);
        } else if (sessionId == UNKNOWN && early.size() < MAX_EARLY) {
            early.add(new Early(id, stream));
        } else {
            stream.reject(WebTransportCodes.BUFFERED_STREAM_REJECTED);
        }
    }

    /** The session {@code id} exists from now on. */
    void established(long id) {
        sessionId = id;
        List<Early> waiting = List.copyOf(early);
        early.clear();
        for (Early next : waiting) {
            arrived(next.sessionId, next.stream);
        }
    }
}
