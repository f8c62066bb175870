package dev.vitals.http.internal.certificate;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.http.internal.tls.TlsCauses;
import dev.vitals.remote.Remote;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A key store of the application.
 *
 * @param store loaded
 */
public record StoreSource(KeyStore store) implements Source {
    @Override
    public List<Chain> chains(Word word) throws HttpFailure {
        List<Chain> chains;
        try {
            chains = chains(store);
        } catch (KeyStoreException e) {
            throw HttpFailure.of(TlsCauses.UNREADABLE, "it is not loaded");
        }
        if (chains.isEmpty()) {
            throw HttpFailure.of(TlsCauses.NONE, "");
        }
        return chains;
    }

    /** Returns the chains of keys. Authorities that are merely trusted may be past their time, and do no harm. */
    static List<Chain> chains(KeyStore store) throws KeyStoreException {
        List<Chain> chains = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] chain = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
            if (chain != null) {
                Chain.of(chain).ifPresent(chains::add);
            }
        }
        return chains;
    }

    @Override
    public Remote remote() {
        return Remote.UNKNOWN;
    }

    @Override
    public String toString() {
        return "key store of type " + store.getType();
    }
}
