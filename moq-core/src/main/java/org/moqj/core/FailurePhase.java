package org.moqj.core;

/** How far a connection had come when it failed. */
public enum FailurePhase {
    /** The URL itself: its scheme, host or port. */
    URL("check the URL: https://host[:port]/path for WebTransport, moqt://host[:port]/path for raw QUIC"),
    /** The look-up of the host's name. */
    DNS("check the host name and the resolver"),
    /** Packets to the host's port and back. */
    UDP("check that the server runs on this UDP port and that no firewall drops UDP"),
    /** The TLS handshake: certificates, names, versions. */
    TLS("check the server's certificate, its names and dates, and the roots or pins given here"),
    /** The application protocol inside TLS. */
    ALPN("the server speaks another protocol on this port: try the other URL scheme (https or moqt)"),
    /** The WebTransport CONNECT request. */
    CONNECT("check the URL's path, and whether the server offers WebTransport"),
    /** MoQ's CLIENT_SETUP and SERVER_SETUP. */
    SETUP("the server may speak another draft: try another draft, or let it be chosen automatically"),
    /** A request on an established session. */
    REQUEST("see the code and the reason that the peer gave"),
    /** Objects on their way. */
    DATA("see the code and the reason; the session may still be usable");

    private final String hint;

    FailurePhase(String hint) {
        this.hint = hint;
    }

    /** Returns what to try next when something fails in this phase, as a sentence without a full stop. */
    public String hint() {
        return hint;
    }
}
