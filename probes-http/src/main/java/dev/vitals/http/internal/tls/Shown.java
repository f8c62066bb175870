package dev.vitals.http.internal.tls;

import java.util.Optional;

/**
 * What a server shows in a handshake, and wants.
 *
 * @param chain its certificates; empty if it did not come to that
 * @param wantsClient whether it asks for a certificate of the client
 */
public record Shown(Optional<Chain> chain, boolean wantsClient) {
    /** Nothing. */
    public static final Shown NOTHING = new Shown(Optional.empty(), false);
}
