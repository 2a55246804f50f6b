package org.moqj.core.spi.transport;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where and how to dial.
 *
 * @param uri validated: scheme {@code https} (WebTransport) or {@code moqt} (raw QUIC), a host, an optional port (443
 *     by default), path and query
 * @param applicationProtocols the ALPN tokens to offer over raw QUIC, in order of preference; ignored over WebTransport
 * @param timeout for the whole way from the look-up of the name to an established session
 */
public record ConnectRequest(URI uri, List<String> applicationProtocols, Duration timeout) {

    public ConnectRequest {
        applicationProtocols = List.copyOf(applicationProtocols);
    }
}
