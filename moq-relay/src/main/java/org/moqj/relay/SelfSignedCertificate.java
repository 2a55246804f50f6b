package org.moqj.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.moqj.core.TlsIdentity;

/**
 * A certificate for this machine, fit for WebTransport's {@code serverCertificateHashes}: ECDSA P-256, and valid for no
 * more than 14 days.
 *
 * @param identity key and certificate
 * @param sha256 the certificate's fingerprint, in lower-case hex
 */
public record SelfSignedCertificate(TlsIdentity identity, String sha256) {

    private static final Duration VALIDITY = Duration.ofDays(13);

    /** Clocks differ: it is valid since a while ago. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    /** Makes one for {@code localhost} and the loopback addresses, from now on. */
    public static SelfSignedCertificate forLoopback() {
        return of(Instant.now().minus(BACKDATED), VALIDITY, "localhost", "127.0.0.1", "::1");
    }

    /**
     * Makes one.
     *
     * @param names host names and IP addresses
     */
    public static SelfSignedCertificate of(Instant from, Duration validity, String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = sign(keys, from, validity, names);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new SelfSignedCertificate(
                    TlsIdentity.of(keys.getPrivate(), List.of(certificate)),
                    HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("This Java cannot make a certificate", e);
        }
    }

    private static X509Certificate sign(KeyPair keys, Instant from, Duration validity, String... names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name subject = new X500Name("CN=" + names[0]);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                Date.from(from),
                Date.from(from.plus(validity)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
        // Not a CA: rustls refuses one as a server's certificate.
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        byte[] encoded = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static GeneralNames alternativeNames(String... names) {
        GeneralName[] all = new GeneralName[names.length];
        for (int i = 0; i < names.length; i++) {
            boolean isAddress = names[i].contains(":") || names[i].matches("[0-9.]+");
            all[i] = new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, names[i]);
        }
        return new GeneralNames(all);
    }
}
