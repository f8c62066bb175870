package dev.vitals.examples.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of our own with a good certificate and one that has expired, made by the JDK's keytool. */
record PaymentsKeys(SSLContext good, SSLContext expired, SSLContext trust) {
    private static final String PASSWORD = "an example";

    static PaymentsKeys make() throws IOException {
        Path directory = Files.createTempDirectory("vitals-example");
        Path file = directory.resolve("keys.p12");
        try {
            keytool(file, "root", "-validity", "3650", "-ext", "bc:c=ca:true");
            keytool(file, "good", "-validity", "90", "-ext", "san=dns:localhost", "-signer", "root");
            keytool(
                    file,
                    "expired",
                    "-startdate",
                    "-10d",
                    "-validity",
                    "5",
                    "-ext",
                    "san=dns:localhost",
                    "-signer",
                    "root");
            KeyStore all = load(file);
            return new PaymentsKeys(serving(all, "good"), serving(all, "expired"), trusting(all));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make certificates", e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private static void keytool(Path file, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool cannot make certificate '" + alias + "'");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext serving(KeyStore all, String alias) throws IOException, GeneralSecurityException {
        KeyStore one = empty();
        char[] password = PASSWORD.toCharArray();
        one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(one, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore all) throws IOException, GeneralSecurityException {
        KeyStore root = empty();
        root.setCertificateEntry("root", all.getCertificate("root"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(root);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
