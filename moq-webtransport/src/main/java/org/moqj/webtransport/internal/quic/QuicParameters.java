package org.moqj.webtransport.internal.quic;

import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import java.util.concurrent.TimeUnit;
import org.moqj.core.TransportOptions;
import org.moqj.core.TransportOptions.CongestionControl;

/** Applies a user's options to QUIC. The native library's own defaults for windows and streams are all zero. */
public final class QuicParameters {

    /** HTTP/3 and QPACK need three unidirectional streams of the peer's beside those of the session. */
    private static final int HTTP3_UNI_STREAMS = 3;

    /** WebTransport's CONNECT needs one bidirectional stream of the client's beside those of the session. */
    private static final int HTTP3_BIDI_STREAMS = 1;

    /** More than an Ethernet carries. */
    private static final int MIN_RECEIVE_SIZE = 2048;

    private QuicParameters() {}

    /** Applies {@code options} to {@code builder}; {@code http3} leaves room for HTTP/3's own streams. */
    public static <B extends QuicCodecBuilder<B>> B apply(B builder, TransportOptions options, boolean http3) {
        return builder.maxIdleTimeout(options.idleTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .congestionControlAlgorithm(
                        options.congestionControl() == CongestionControl.BBR
                                ? QuicCongestionControlAlgorithm.BBR
                                : QuicCongestionControlAlgorithm.CUBIC)
                .initialMaxData(options.connectionWindow())
                .initialMaxStreamDataBidirectionalLocal(options.streamWindow())
                .initialMaxStreamDataBidirectionalRemote(options.streamWindow())
                .initialMaxStreamDataUnidirectional(options.streamWindow())
                .initialMaxStreamsUnidirectional(options.maxUniStreams() + (http3 ? HTTP3_UNI_STREAMS : 0))
                .initialMaxStreamsBidirectional(options.maxBidiStreams() + (http3 ? HTTP3_BIDI_STREAMS : 0))
                .datagram(options.datagramQueue(), options.datagramQueue())
                .maxSendUdpPayloadSize(options.maxUdpPayload())
                .maxRecvUdpPayloadSize(receiveSize(options))
                .discoverPmtu(true);
    }

    /** Returns the largest UDP payload that is received, which the peer is told. */
    public static int receiveSize(TransportOptions options) {
        return Math.max(MIN_RECEIVE_SIZE, options.maxUdpPayload());
    }
}
