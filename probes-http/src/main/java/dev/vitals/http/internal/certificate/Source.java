package dev.vitals.http.internal.certificate;

import dev.vitals.http.internal.exchange.Word;
import dev.vitals.http.internal.failure.HttpFailure;
import dev.vitals.http.internal.tls.Chain;
import dev.vitals.probe.Command;
import dev.vitals.remote.Remote;
import java.util.List;
import java.util.Optional;

/** Where certificates are seen. Prints where that is. */
public interface Source {
    /** Returns the chains there, at least one. */
    List<Chain> chains(Word word) throws HttpFailure;

    /** Returns how to see them by hand; empty where there is no short way. */
    default Optional<Command> command() {
        return Optional.empty();
    }

    /** Returns the server; unknown for what lies here. */
    Remote remote();
}
