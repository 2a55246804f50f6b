package org.moqj.webtransport.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into addresses. May block. */
@FunctionalInterface
interface NameResolver {

    /** The Java runtime's own. */
    NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Returns the addresses of {@code host}, at least one.
     *
     * @throws UnknownHostException where it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
