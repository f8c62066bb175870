package dev.vitals.http;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates: a root, an intermediate below it, and servers of the intermediate. */
final class Authority {
    static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration YEAR = Duration.ofDays(365);

    final Issued root;
    final Issued intermediate;

    record Issued(X509Certificate certificate, KeyPair keys) {}

    private Authority(Issued root, Issued intermediate) {
        this.root = root;
        this.intermediate = intermediate;
    }

    static Authority create() throws Exception {
        return create(Instant.now().plus(YEAR));
    }

    static Authority create(Instant intermediateTo) throws Exception {
        Instant from = Instant.now().minus(YEAR);
        Instant to = Instant.now().plus(YEAR);
        KeyPair rootKeys = keys();
        Issued root = new Issued(issue("Test Root", rootKeys, "Test Root", rootKeys, from, to, true), rootKeys);
        KeyPair middleKeys = keys();
        Issued middle = new Issued(
                issue("Test Intermediate", middleKeys, "Test Root", rootKeys, from, intermediateTo, true), middleKeys);
        return new Authority(root, middle);
    }

    Issued server(Instant from, Instant to, String... names) throws Exception {
        KeyPair keys = keys();
        return new Issued(
                issue("Test Server", keys, "Test Intermediate", intermediate.keys(), from, to, false, names), keys);
    }

    Issued server(String... names) throws Exception {
        return server(Instant.now().minus(Duration.ofDays(10)), Instant.now().plus(Duration.ofDays(80)), names);
    }

    /** The root, signed by an authority of old. */
    X509Certificate crossSigned(Instant to) throws Exception {
        return issue("Test Root", root.keys(), "Old Root", keys(), to.minus(YEAR), to, true);
    }

    static Issued selfSigned(String... names) throws Exception {
        KeyPair keys = keys();
        Instant now = Instant.now();
        return new Issued(issue("Self", keys, "Self", keys, now.minus(YEAR), now.plus(YEAR), false, names), keys);
    }

    /** What a server with the whole chain shows. */
    SSLContext serving(Issued server) throws Exception {
        return context(server, intermediate.certificate());
    }

    static SSLContext context(Issued server, X509Certificate... above) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store(server, above), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    static KeyStore store(Issued server, X509Certificate... above) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate[] chain =
                Stream.concat(Stream.of(server.certificate()), Stream.of(above)).toArray(X509Certificate[]::new);
        store.setKeyEntry("server", server.keys().getPrivate(), PASSWORD, chain);
        return store;
    }

    /** What a client that trusts the root uses. */
    SSLContext trusting() throws Exception {
        return trusting("TLS");
    }

    /** As {@link #trusting()}, with at most this version of the protocol. */
    SSLContext trusting(String protocol) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** What a side uses that shows a certificate and wants one of this authority from the other. */
    SSLContext wantingClients(Issued own) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(own, intermediate.certificate()), PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", root.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), managers.getTrustManagers(), null);
        return context;
    }

    /** A server's certificate that an old authority has signed with MD5. */
    static Issued weak(String... names) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair issuer = generator.generateKeyPair();
        KeyPair keys = keys();
        Instant now = Instant.now();
        return new Issued(
                issue(
                        "MD5withRSA",
                        "Test Server",
                        keys,
                        "Old Root",
                        issuer,
                        now.minus(YEAR),
                        now.plus(YEAR),
                        false,
                        names),
                keys);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate issue(
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant to,
            boolean authority,
            String... names)
            throws Exception {
        return issue("SHA256withECDSA", subject, keys, issuer, issuerKeys, from, to, authority, names);
    }

    private static X509Certificate issue(
            String algorithm,
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant to,
            boolean authority,
            String... names)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                new BigInteger(64, new SecureRandom()),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (names.length > 0) {
            GeneralName[] all = Stream.of(names)
                    .map(name -> new GeneralName(
                            name.matches("[\\d.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
    }
}
