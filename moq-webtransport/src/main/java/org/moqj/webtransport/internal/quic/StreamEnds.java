package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicStreamChannel;
import org.jspecify.annotations.Nullable;

/** Resets and stops streams with codes that may be too large for Netty's public methods. */
final class StreamEnds {

    private final ErrorCodes codes;
    private final @Nullable NettyInternals internals;

    StreamEnds(ErrorCodes codes, @Nullable NettyInternals internals) {
        this.codes = codes;
        this.internals = internals;
    }

    void reset(QuicStreamChannel stream, long code) {
        long wire = codes.toWire(code);
        if (wire <= Integer.MAX_VALUE) {
            stream.shutdownOutput((int) wire);
        } else if (internals != null) {
            internals.resetStream(stream, wire);
            stream.shutdownOutput(0);
        } else {
            stream.shutdownOutput(codes.substitute(code));
        }
    }

    void stop(QuicStreamChannel stream, long code) {
        long wire = codes.toWire(code);
        if (wire <= Integer.MAX_VALUE) {
            stream.shutdownInput((int) wire);
        } else if (internals != null) {
            internals.stopStream(stream, wire);
            stream.shutdownInput(0);
        } else {
            stream.shutdownInput(codes.substitute(code));
        }
    }

    /** Lets go of a stream that the peer reset: Netty would keep it until the connection ends. */
    void forget(QuicStreamChannel stream) {
        if (internals != null && stream.parent().isActive()) {
            internals.forget(stream);
        }
    }
}
