/**
 * The only door to the network: a transport session with its streams and datagrams, as drafts see it.
 *
 * <p>Implemented by {@code moq-webtransport} over QUIC and WebTransport and by the in-memory pair of
 * {@code moq-core}'s tests; used by {@code moq-core} and the draft modules. No protocol of MoQ lives here.
 *
 * <p>Everything except {@link org.moqj.core.spi.transport.TransportProvider} is confined to one
 * {@link org.moqj.core.spi.transport.SessionExecutor}: it is called there, and calls back there.
 *
 * <p>Buffers: {@code write…} and {@code send…} take ownership of what they are given, also when they fail;
 * callbacks lend what they give, for the duration of the call.
 */
@NullMarked
package org.moqj.core.spi.transport;

import org.jspecify.annotations.NullMarked;
