package org.moqj.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the PEM files that TLS options name; every failure says which file and what was expected there. */
final class Pem {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private Pem() {}

    static List<X509Certificate> readCertificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("No CERTIFICATE block in " + file);
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Cannot read certificates from " + file + ": " + e.getMessage(), e);
        }
    }

    static PrivateKey readPrivateKey(Path file) {
        Matcher block = PRIVATE_KEY.matcher(readText(file));
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "No PKCS#8 PRIVATE KEY block in " + file + " (convert others with: openssl pkcs8 -topk8 -nocrypt)");
        }
        PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(bytes(block.group(1), file));
        return KEY_ALGORITHMS.stream()
                .flatMap(algorithm -> decode(algorithm, key).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The private key in " + file + " is none of " + KEY_ALGORITHMS));
    }

    private static byte[] bytes(String base64, Path file) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The PRIVATE KEY block in " + file + " is not base64: " + e.getMessage(), e);
        }
    }

    private static Optional<PrivateKey> decode(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // another algorithm's key; that none fits is reported by the caller
        }
    }

    private static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read a private key from " + file + ": " + e.getMessage(), e);
        }
    }
}
