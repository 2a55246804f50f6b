package org.moqj.core.spi.transport;

/** What carries a MoQ session. */
public enum TransportKind {
    /** QUIC streams and datagrams as they are; URL scheme {@code moqt}. */
    QUIC,
    /** A WebTransport session over HTTP/3; URL scheme {@code https}. */
    WEBTRANSPORT
}
