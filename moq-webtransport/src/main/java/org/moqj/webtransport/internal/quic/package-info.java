/**
 * Connections and streams of QUIC on Netty. Every workaround for Netty's codec lives here, in one class for a stream and
 * one for a connection. Confined to the connection's event loop.
 */
@NullMarked
package org.moqj.webtransport.internal.quic;

import org.jspecify.annotations.NullMarked;
