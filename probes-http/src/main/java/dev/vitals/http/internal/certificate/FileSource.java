package dev.vitals.http.internal.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.TlsCauses;
import dev.vitals.probe.ProbeContext;
import dev.vitals.remote.Remote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of this host, read again at each run.
 *
 * @param file a key store or a file in PEM form
 * @param store how the key store is opened; empty for PEM
 */
public record FileSource(Path file, Optional<Store> store) implements Source {
    private static final int MOST = 16 << 20;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([^-]{1,100000}+)-----END CERTIFICATE-----");

    /** Type and password of a key store. Never printed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Store(String type, char[] password) {
        @Override
        public String toString() {
            return type;
        }
    }

    @Override
    public List<Chain> chains(Word word) throws HttpFailure {
        try {
            byte[] bytes = read(word);
            List<Chain> chains = store.isPresent() ? ofStore(bytes, store.get()) : ofPem(bytes);
            if (chains.isEmpty()) {
                throw HttpFailure.of(TlsCauses.NONE, "");
            }
            return chains;
        } catch (IOException | GeneralSecurityException e) {
            throw HttpFailure.of(TlsCauses.UNREADABLE, e.getClass().getSimpleName());
        }
    }

    @SuppressWarnings("try") // The stay is there to be closed.
    private byte[] read(Word word) throws IOException {
        HttpFailure stuck = HttpFailure.of(TlsCauses.UNREADABLE, "its file system does not answer");
        try (ProbeContext.Stay stay = word.entering(stuck);
                InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST);
        }
    }

    private static List<Chain> ofStore(byte[] bytes, Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.type());
        keys.load(new ByteArrayInputStream(bytes), store.password());
        return StoreSource.chains(keys);
    }

    /** A file may hold a key, too, and text between its parts. */
    private static List<Chain> ofPem(byte[] bytes) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> found = new ArrayList<>();
        Matcher part = PEM.matcher(new String(bytes, ISO_8859_1));
        while (part.find()) {
            found.add(factory.generateCertificate(
                    new ByteArrayInputStream(part.group().getBytes(ISO_8859_1))));
        }
        return Chain.of(found.toArray(Certificate[]::new)).map(List::of).orElse(Collections.emptyList());
    }

    @Override
    public Remote remote() {
        return Remote.UNKNOWN;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
