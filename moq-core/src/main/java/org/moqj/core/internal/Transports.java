package org.moqj.core.internal;

import java.util.ServiceLoader;
import org.moqj.core.TransportOptions;
import org.moqj.core.spi.transport.TransportProvider;

/** Finds the transport on the class or module path. */
final class Transports {

    private Transports() {}

    /**
     * Returns a started provider.
     *
     * @throws IllegalStateException where there is none
     */
    static TransportProvider start(TransportOptions options) {
        TransportProvider provider = ServiceLoader.load(
                        TransportProvider.class, TransportProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No transport on the class or module path: add moq-webtransport to the dependencies"));
        provider.start(options);
        return provider;
    }
}
