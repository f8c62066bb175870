package dev.vitals.http.internal.certificate;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.remote.Remote;
import java.util.List;

/** Where certificates are seen. Prints where that is. */
public interface Source {
    /** Returns the chains there, at least one. */
    List<Chain> chains(Word word) throws HttpFailure;

    /** Returns the server; unknown for what lies here. */
    Remote remote();
}
