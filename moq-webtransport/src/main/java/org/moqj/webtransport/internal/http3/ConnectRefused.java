package org.moqj.webtransport.internal.http3;

/** The server answered CONNECT, or HTTP/3 as a whole, with something other than a session. */
public final class ConnectRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    ConnectRefused(String message, int status) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the HTTP status, or -1 where the server gave none. */
    public int status() {
        return status;
    }
}
