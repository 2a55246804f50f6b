package org.moqj.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.moqj.cli.terminal.CommandException;

/**
 * Where a server listens, as it is written on the command line.
 *
 * @param host a name or an address, without brackets
 * @param port 0 for a free one
 */
record BindAddress(String host, int port) {

    private static final int MAX_PORT = 65535;

    /** Reads {@code HOST:PORT}, with an IPv6 address in brackets. */
    static BindAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw wrong(text);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > MAX_PORT || (!bracketed && host.contains(":"))) {
            throw wrong(text);
        }
        return new BindAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    private static CommandException wrong(String text) {
        return CommandException.usage(
                "not an address: " + text, "write HOST:PORT, such as 127.0.0.1:4443 or [::]:4443");
    }

    InetSocketAddress socketAddress() {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw CommandException.usage("no such host: " + host, "bind to an address of this machine");
        }
    }

    /** Returns what clients may call this: the host, and this machine where that is where it listens. */
    String[] names() {
        return isHere() ? new String[] {"localhost", "127.0.0.1", "::1"} : new String[] {host, "localhost"};
    }

    private boolean isHere() {
        InetAddress address = socketAddress().getAddress();
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    /** Returns the address that clients on this machine dial, in no need of a resolver, which may prefer IPv6. */
    String literal() {
        InetAddress address = socketAddress().getAddress();
        if (address instanceof Inet6Address v6) {
            return address.isAnyLocalAddress() ? "[::1]" : "[" + v6.getHostAddress() + "]";
        }
        return address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    }

    /** Returns what clients dial. */
    String url(String scheme, int boundPort) {
        String named = isHere() ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + named + ":" + boundPort;
    }
}
