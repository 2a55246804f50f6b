package org.moqj.core.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.moqj.core.FailurePhase;
import org.moqj.core.MoqTransportException;
import org.moqj.core.PeerText;
import org.moqj.core.Side;

/** Checks the URLs that users dial. */
final class MoqUrl {

    private static final int MAX_PORT = 65535;

    private MoqUrl() {}

    /**
     * Returns {@code url} with scheme {@code https} or {@code moqt} ({@code quic} is a synonym), a host and a port.
     *
     * @throws MoqTransportException in phase URL where it is anything else
     */
    static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url.trim());
        } catch (URISyntaxException e) {
            throw wrong(url, "it is no URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String known =
                switch (scheme) {
                    case "https" -> "https";
                    case "moqt", "quic" -> "moqt";
                    default -> throw wrong(url, "its scheme must be https or moqt");
                };
        if (uri.getHost() == null) {
            throw wrong(url, hasBadPort(uri) ? "its port must be 1 to 65535" : "it has no valid host");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw wrong(url, "its port must be 1 to 65535");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw wrong(url, "it must have neither user nor fragment");
        }
        return normalised(uri, known);
    }

    private static boolean hasBadPort(URI uri) {
        String authority = uri.getRawAuthority();
        return authority != null && authority.matches("[^:]+:.+") && !authority.matches("[^:]+:0*[1-9]\\d{0,4}");
    }

    /** Returns {@code url} for messages and logs: without the user and the query, which may hold secrets. */
    static String shown(String url) {
        return PeerText.shown(url.replaceFirst("//[^/?#]*@", "//…@").replaceFirst("\\?.*", "?…"));
    }

    private static URI normalised(URI uri, String scheme) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost() + port + uri.getRawPath() + query);
    }

    private static MoqTransportException wrong(String url, String why) {
        return MoqTransportException.of(FailurePhase.URL, Side.LOCAL, "Cannot dial " + shown(url) + ": " + why, null);
    }
}
