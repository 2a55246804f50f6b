package org.moqj.cli.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.moqj.cli.json.JsonLines;
import org.moqj.cli.json.ObjectJson;
import org.moqj.core.PeerText;
import org.moqj.core.TlsOptions.Trust;

/**
 * A server's certificate, and what to think of it.
 *
 * @param subject whose it is, as it says itself
 * @param names the host names and addresses that it is for
 * @param from since when it is valid
 * @param until how long it is valid
 * @param sha256 its fingerprint in lower-case hex
 * @param trusted whether it is trusted; empty where nobody has looked
 * @param why by what it is trusted, or what is wrong with it
 */
public record ShownCertificate(
        String subject,
        List<String> names,
        Instant from,
        Instant until,
        String sha256,
        Optional<Boolean> trusted,
        String why) {

    /** The kinds of alternative names that are hosts (RFC 5280, section 4.2.1.6): dNSName and iPAddress. */
    private static final List<Integer> HOSTS = List.of(2, 7);

    static ShownCertificate accepted(X509Certificate shown, Trust trust) {
        return switch (trust) {
            case SYSTEM_ROOTS -> of(shown, true, "by the roots of the Java runtime");
            case OWN_ROOTS -> of(shown, true, "by --tls-root");
            case PINNED -> of(shown, true, "by --tls-fingerprint");
            case INSECURE -> of(shown, null, "--tls-disable-verify");
        };
    }

    static ShownCertificate refused(X509Certificate shown, String why) {
        return of(shown, false, why);
    }

    private static ShownCertificate of(X509Certificate shown, @Nullable Boolean trusted, String why) {
        return new ShownCertificate(
                shown.getSubjectX500Principal().getName(),
                names(shown),
                shown.getNotBefore().toInstant(),
                shown.getNotAfter().toInstant(),
                sha256(shown),
                Optional.ofNullable(trusted),
                why);
    }

    private static List<String> names(X509Certificate shown) {
        try {
            Collection<List<?>> names = shown.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> HOSTS.contains(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of("(unreadable)");
        }
    }

    private static String sha256(X509Certificate shown) {
        try {
            return ObjectJson.sha256(ByteBuffer.wrap(shown.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    /** Returns this in lines for people. */
    public List<String> lines(Instant now) {
        long days = Duration.between(now, until).toDays();
        return List.of(
                "certificate   " + PeerText.shown(subject),
                "  names       " + PeerText.shown(String.join(", ", names)),
                "  expires     " + until + (until.isBefore(now) ? " (expired)" : " (in " + days + " days)"),
                "  SHA-256     " + sha256,
                "  trusted     " + trusted.map(yes -> yes ? "yes, " : "no: ").orElse("not checked, ") + why);
    }

    /** Returns this as JSON. */
    ObjectNode json() {
        ObjectNode json = JsonLines.object().put("subject", subject);
        ArrayNode array = json.putArray("names");
        names.forEach(array::add);
        return json.put("not_before", from.toString())
                .put("not_after", until.toString())
                .put("sha256", sha256)
                .put("trusted", trusted.orElse(null))
                .put("trust", why);
    }
}
