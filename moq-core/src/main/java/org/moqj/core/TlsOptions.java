package org.moqj.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a client trusts, and who it is.
 *
 * <p>By default the certificate must lead to a root of the Java runtime and name the host that was dialled. Each other
 * choice replaces the roots; none of them loosens the check of the name, except pinning (the certificate itself is
 * named) and {@link Builder#insecureDisableVerification()}. Immutable.
 */
public final class TlsOptions {

    /** How the peer's certificate is judged. */
    public enum Trust {
        /** By the Java runtime's roots. */
        SYSTEM_ROOTS,
        /** By {@link #roots()} alone. */
        OWN_ROOTS,
        /** It must be one of {@link #pins()}; neither roots nor names are looked at, validity in time is. */
        PINNED,
        /** Not at all. */
        INSECURE
    }

    private static final TlsOptions SYSTEM = builder().build();

    private final Trust trust;
    private final List<X509Certificate> roots;
    private final Set<String> pins;
    private final Optional<TlsIdentity> identity;

    private TlsOptions(Builder builder) {
        this.roots = List.copyOf(builder.roots);
        this.pins = Set.copyOf(builder.pins);
        this.identity = Optional.ofNullable(builder.identity);
        this.trust = builder.trust();
    }

    /** Returns the default: the Java runtime's roots, host names verified, no certificate of our own. */
    public static TlsOptions systemRoots() {
        return SYSTEM;
    }

    /** Starts from the default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how the peer's certificate is judged. */
    public Trust trust() {
        return trust;
    }

    /** Returns the only roots to trust; empty unless {@link Trust#OWN_ROOTS}. */
    public List<X509Certificate> roots() {
        return roots;
    }

    /** Returns the SHA-256 of the certificates to accept, 64 lower-case hex digits each; empty unless pinned. */
    public Set<String> pins() {
        return pins;
    }

    /** Returns the certificate to show where the peer asks for one. */
    public Optional<TlsIdentity> identity() {
        return identity;
    }

    /** Collects {@link TlsOptions}. Not thread-safe. */
    public static final class Builder {

        private final List<X509Certificate> roots = new ArrayList<>();
        private final Set<String> pins = new HashSet<>();
        private boolean insecure;
        private @org.jspecify.annotations.Nullable TlsIdentity identity;

        private Builder() {}

        /**
         * Trusts the certificates of a PEM file, and no others but those added likewise.
         *
         * @throws IllegalArgumentException where the file cannot be read or has no certificate
         */
        public Builder rootsFromPem(Path file) {
            return roots(Pem.readCertificates(file));
        }

        /**
         * Trusts the certificate entries of a PKCS#12 file, and no others but those added likewise.
         *
         * @throws IllegalArgumentException where the file cannot be read, or has no certificate entry
         */
        public Builder rootsFromPkcs12(Path file, char[] password) {
            try (InputStream in = Files.newInputStream(file)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, password);
                List<X509Certificate> found = new ArrayList<>();
                for (String alias : Collections.list(store.aliases())) {
                    if (store.isCertificateEntry(alias)
                            && store.getCertificate(alias) instanceof X509Certificate root) {
                        found.add(root);
                    }
                }
                if (found.isEmpty()) {
                    throw new IllegalArgumentException("No trusted certificate entry in " + file);
                }
                return roots(found);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalArgumentException("Cannot read roots from " + file + ": " + e.getMessage(), e);
            }
        }

        /** Trusts {@code certificates}, and no others but those added likewise. */
        public Builder roots(List<X509Certificate> certificates) {
            roots.addAll(certificates);
            return this;
        }

        /**
         * Accepts exactly the certificate with this SHA-256 (of its DER form), and others pinned likewise.
         *
         * @param fingerprint 64 hex digits of either case, with or without colons
         * @throws IllegalArgumentException where it is anything else
         */
        public Builder pinSha256(String fingerprint) {
            String hex = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("A SHA-256 fingerprint has 64 hex digits: " + fingerprint);
            }
            pins.add(hex);
            return this;
        }

        /** Shows {@code identity} to a server that asks for a certificate. */
        public Builder identity(TlsIdentity identity) {
            this.identity = identity;
            return this;
        }

        /**
         * Accepts every certificate, for any name: whoever sits on the way can read and change everything. For tests
         * against a server whose certificate cannot be had; prefer {@link #pinSha256}. Warned about in the log at each
         * connection.
         */
        public Builder insecureDisableVerification() {
            insecure = true;
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException where more than one kind of trust was chosen
         */
        public TlsOptions build() {
            return new TlsOptions(this);
        }

        private Trust trust() {
            if ((roots.isEmpty() ? 0 : 1) + (pins.isEmpty() ? 0 : 1) + (insecure ? 1 : 0) > 1) {
                throw new IllegalArgumentException("Choose one of own roots, pinned certificates, no verification");
            }
            if (insecure) {
                return Trust.INSECURE;
            }
            if (!pins.isEmpty()) {
                return Trust.PINNED;
            }
            return roots.isEmpty() ? Trust.SYSTEM_ROOTS : Trust.OWN_ROOTS;
        }
    }
}
