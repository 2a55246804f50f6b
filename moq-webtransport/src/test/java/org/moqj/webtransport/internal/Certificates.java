package org.moqj.webtransport.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.moqj.core.TlsIdentity;

/** A certificate authority for tests. */
final class Certificates {

    private static final Duration LIFE = Duration.ofDays(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys = newKeys();
    private final X509Certificate root;

    Certificates(String name) {
        root = sign(new X500Name("CN=" + name), keys, new X500Name("CN=" + name), keys, true, new GeneralName[0], LIFE);
    }

    X509Certificate root() {
        return root;
    }

    List<X509Certificate> roots() {
        return List.of(root);
    }

    /** Returns an identity for loopback: the name localhost and its addresses. */
    TlsIdentity localhost() {
        return issue(
                LIFE,
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1"));
    }

    /** Returns an identity for another host. */
    TlsIdentity named(String host) {
        return issue(LIFE, new GeneralName(GeneralName.dNSName, host));
    }

    /** Returns an identity for localhost that was valid once. */
    TlsIdentity expired() {
        return issue(Duration.ofDays(-1), new GeneralName(GeneralName.dNSName, "localhost"));
    }

    private TlsIdentity issue(Duration life, GeneralName... names) {
        KeyPair own = newKeys();
        X500Name issuer = new X500Name(root.getSubjectX500Principal().getName());
        X509Certificate leaf = sign(issuer, keys, new X500Name("CN=leaf"), own, false, names, life);
        return TlsIdentity.of(own.getPrivate(), List.of(leaf));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuerKeys,
            X500Name subject,
            KeyPair own,
            boolean authority,
            GeneralName[] names,
            Duration life) {
        try {
            Instant end = Instant.now().plus(life);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(64, RANDOM),
                    Date.from(end.minus(LIFE).minus(LIFE)),
                    Date.from(end),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
