package org.moqj.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TLS options read from files, and what they say where a file does not hold it. */
class TlsFilesTest {

    /** A self-signed certificate for CN=moqj-test, valid for a century. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBfzCCASWgAwIBAgIUcFka2atJLD5VZf0Kzz651uk2YtAwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbW9xai10ZXN0MCAXDTI2MTEyMTExMTEzMloYDzIxMjYxMDI4
            MTExMTMyWjAUMRIwEAYDVQQDDAltb3FqLXRlc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAS30UCSpTWc1NNhoblQpmwCFgdfsTFeYFNSx41c8bCmPjfODNSOhjOM
            fI5H7774xJtn5OKoYrcPts5e4/xczf9+o1MwUTAdBgNVHQ4EFgQUUVAl1Y1kCtER
            4mWyFIwBbx7lHf4wHwYDVR0jBBgwFoAUUVAl1Y1kCtER4mWyFIwBbx7lHf4wDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAYiF69UuYbz+ET5lN53Kt3
            cU3qYGO4Hc7NvGrSBqt7fwIhAMw3iJMFoQ3uvGUn9SBccdRPLRlOFbKwSxz/C+cD
            MAKd
            -----END CERTIFICATE-----
            """;

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path certificate() {
        return file("cert.pem", CERTIFICATE);
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static PrivateKey key(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    }

    private static void expectRefusal(ThrowingCallable reading, Path file, String why) {
        assertThatThrownBy(reading)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    @Test
    void identityIsReadFromPemFiles() throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            PrivateKey key = key(algorithm);
            TlsIdentity identity = TlsIdentity.fromPem(certificate(), file("key.pem", pem(key)));

            assertThat(identity.privateKey()).isEqualTo(key);
            assertThat(identity.chain()).hasSize(1);
            assertThat(identity).hasToString("TlsIdentity[CN=moqj-test]");
        }
    }

    @Test
    void keyFileThatHoldsNoKeyIsNamed() {
        Path cert = certificate();
        Path missing = folder.resolve("nowhere.pem");
        expectRefusal(() -> TlsIdentity.fromPem(cert, missing), missing, "Cannot read a private key");
        Path other = file("rsa.pem", "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n");
        expectRefusal(() -> TlsIdentity.fromPem(cert, other), other, "No PKCS#8 PRIVATE KEY block");
        Path broken = file("broken.pem", "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
        expectRefusal(() -> TlsIdentity.fromPem(cert, broken), broken, "is not base64");
        Path noKey = file("odd.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        expectRefusal(() -> TlsIdentity.fromPem(cert, noKey), noKey, "is none of");
    }

    @Test
    void certificateFileThatHoldsNoCertificateIsNamed() throws GeneralSecurityException {
        Path key = file("key.pem", pem(key("EC")));
        Path missing = folder.resolve("nowhere.pem");
        expectRefusal(() -> TlsIdentity.fromPem(missing, key), missing, "Cannot read certificates");
        Path empty = file("empty.pem", "");
        expectRefusal(() -> TlsIdentity.fromPem(empty, key), empty, "No CERTIFICATE block");
        Path broken = file("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        expectRefusal(() -> TlsOptions.builder().rootsFromPem(broken), broken, "Cannot read certificates");
    }

    @Test
    void identityHasACertificate() throws GeneralSecurityException {
        PrivateKey key = key("EC");
        assertThatThrownBy(() -> TlsIdentity.of(key, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one certificate");
    }

    private Path store(String name, KeyStore store) throws GeneralSecurityException, IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    @Test
    void identityAndRootsAreReadFromPkcs12Files() throws GeneralSecurityException, IOException {
        Certificate certificate = Pem.readCertificates(certificate()).get(0);
        PrivateKey key = key("EC");
        KeyStore keys = emptyStore();
        keys.setKeyEntry("key", key, PASSWORD, new Certificate[] {certificate});
        KeyStore roots = emptyStore();
        roots.setCertificateEntry("root", certificate);
        Path keyFile = store("keys.p12", keys);
        Path rootFile = store("roots.p12", roots);

        assertThat(TlsIdentity.fromPkcs12(keyFile, PASSWORD).privateKey()).isEqualTo(key);
        TlsOptions options =
                TlsOptions.builder().rootsFromPkcs12(rootFile, PASSWORD).build();
        assertThat(options.trust()).isEqualTo(TlsOptions.Trust.OWN_ROOTS);
        assertThat(options.roots()).hasSize(1);
        expectRefusal(() -> TlsIdentity.fromPkcs12(rootFile, PASSWORD), rootFile, "No private key");
        expectRefusal(
                () -> TlsOptions.builder().rootsFromPkcs12(keyFile, PASSWORD), keyFile, "No trusted certificate entry");
        expectRefusal(() -> TlsIdentity.fromPkcs12(keyFile, "wrong".toCharArray()), keyFile, "Cannot read a key");
        Path missing = folder.resolve("nowhere.p12");
        expectRefusal(() -> TlsOptions.builder().rootsFromPkcs12(missing, PASSWORD), missing, "Cannot read roots");
    }

    @Test
    void trustIsOfOneKind() {
        Path roots = certificate();
        String pin = "AB:".repeat(31) + "ab";
        assertThat(TlsOptions.systemRoots().trust()).isEqualTo(TlsOptions.Trust.SYSTEM_ROOTS);
        assertThat(TlsOptions.builder().rootsFromPem(roots).build().trust()).isEqualTo(TlsOptions.Trust.OWN_ROOTS);
        TlsOptions pinned = TlsOptions.builder().pinSha256(pin).build();
        assertThat(pinned.trust()).isEqualTo(TlsOptions.Trust.PINNED);
        assertThat(pinned.pins()).containsExactly("ab".repeat(32));
        assertThat(TlsOptions.builder().insecureDisableVerification().build().trust())
                .isEqualTo(TlsOptions.Trust.INSECURE);

        for (TlsOptions.Builder two : List.of(
                TlsOptions.builder().rootsFromPem(roots).pinSha256(pin),
                TlsOptions.builder().rootsFromPem(roots).insecureDisableVerification(),
                TlsOptions.builder().pinSha256(pin).insecureDisableVerification())) {
            assertThatThrownBy(two::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Choose one");
        }
    }

    @Test
    void pinsAre64HexDigits() {
        for (String wrong : List.of("", "ab", "zz".repeat(32), "ab".repeat(33))) {
            assertThatThrownBy(() -> TlsOptions.builder().pinSha256(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64 hex digits");
        }
    }

    @Test
    void serverListensOnLoopbackAndServesAllPathsByDefault() throws GeneralSecurityException {
        TlsIdentity identity = TlsIdentity.of(key("EC"), Pem.readCertificates(certificate()));
        ServerOptions options = ServerOptions.builder(identity).build();

        assertThat(options.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.address().getPort()).isZero();
        assertThat(options.acceptedPath()).accepts("", "/", "/any?x=1");
        assertThat(options.acceptedAuthority()).accepts("live.example", "127.0.0.1:4443");
        assertThat(options.clientRoots()).isEmpty();
        assertThat(options.identity()).isSameAs(identity);
        assertThat(ServerOptions.builder(identity)
                        .clientRoots(identity.chain())
                        .acceptedPath("/live"::equals)
                        .build()
                        .acceptedPath())
                .accepts("/live")
                .rejects("/other");
    }
}
