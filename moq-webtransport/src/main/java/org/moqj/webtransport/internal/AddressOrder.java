package org.moqj.webtransport.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The order in which the addresses of a host are tried: families take turns, IPv6 first (RFC 8305, section 4). */
final class AddressOrder {

    private AddressOrder() {}

    static List<InetAddress> interleave(List<InetAddress> addresses) {
        Iterator<InetAddress> v6 =
                addresses.stream().filter(Inet6Address.class::isInstance).iterator();
        Iterator<InetAddress> v4 = addresses.stream()
                .filter(address -> !(address instanceof Inet6Address))
                .iterator();
        List<InetAddress> ordered = new ArrayList<>(addresses.size());
        while (v6.hasNext() || v4.hasNext()) {
            if (v6.hasNext()) {
                ordered.add(v6.next());
            }
            if (v4.hasNext()) {
                ordered.add(v4.next());
            }
        }
        return ordered;
    }
}
