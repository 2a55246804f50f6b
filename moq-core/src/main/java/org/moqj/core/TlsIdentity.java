package org.moqj.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A certificate chain with its private key: what a server shows to its clients, or a client to a server that asks
 * (mutual TLS). Immutable; {@link #toString()} shows the subject and never the key.
 */
public final class TlsIdentity {

    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;

    private TlsIdentity(PrivateKey privateKey, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("A TLS identity needs at least one certificate");
        }
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
    }

    /**
     * Returns the identity of {@code privateKey}.
     *
     * @param chain the certificate of the key first, then those that lead to a root
     */
    public static TlsIdentity of(PrivateKey privateKey, List<X509Certificate> chain) {
        return new TlsIdentity(privateKey, chain);
    }

    /**
     * Reads an identity from two PEM files.
     *
     * @param certificateChain one or more {@code CERTIFICATE} blocks, the key's own first
     * @param privateKey one unencrypted PKCS#8 {@code PRIVATE KEY} block (EC or RSA)
     * @throws IllegalArgumentException where a file cannot be read or does not hold what it should; names the file
     */
    public static TlsIdentity fromPem(Path certificateChain, Path privateKey) {
        return new TlsIdentity(Pem.readPrivateKey(privateKey), Pem.readCertificates(certificateChain));
    }

    /**
     * Reads the first private key entry of a PKCS#12 file.
     *
     * @throws IllegalArgumentException where the file cannot be read, the password is wrong or no key is in it
     */
    public static TlsIdentity fromPkcs12(Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    return new TlsIdentity(key, x509(store.getCertificateChain(alias)));
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Cannot read a key from " + file + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("No private key in " + file);
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    /** Returns the private key. */
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** Returns the certificates, the key's own first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + chain.get(0).getSubjectX500Principal().getName() + "]";
    }
}
