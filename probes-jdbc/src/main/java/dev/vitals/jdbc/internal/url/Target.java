package dev.vitals.jdbc.internal.url;

import dev.vitals.remote.Remote;
import dev.vitals.text.Clean;
import java.util.Optional;

/**
 * Which database as which user, for display and for commands. Holds no secret. Immutable.
 *
 * @param remote the server's address; unknown when the URL does not say, and for a file
 * @param database the database; empty when the URL does not say
 * @param user the user who logs in; empty when not known
 */
public record Target(Remote remote, String database, Optional<String> user) {
    /** Paths are of use in full alone. */
    private static final int LIMIT = 1_000;

    /** A database of which nothing is known. */
    public static final Target UNKNOWN = new Target(Remote.UNKNOWN, "", Optional.empty());

    /**
     * Reads a URL.
     *
     * @param url the URL
     * @param user the user who logs in; empty to leave it to the URL
     * @return the target
     */
    public static Target of(JdbcUrl url, Optional<String> user) {
        return new Target(
                Remote.parse(url.address()),
                url.database(),
                user.filter(name -> !name.isBlank()).or(() -> url.parameter("user")));
    }

    /**
     * Returns the host to name in a command.
     *
     * @return the host, without brackets; empty when the URL does not say or names several
     */
    public Optional<String> host() {
        return single().map(Remote.Endpoint::host);
    }

    /**
     * Returns the host that a client program has to be given to ask the server that the driver asks. Without one, drivers
     * ask this host over TCP, and programs whatever answers at a socket of this host, which may be another server.
     *
     * @return the host, without brackets; empty when the URL is hidden or names several
     */
    public Optional<String> commandHost() {
        return remote.endpoints().isEmpty() && known() ? Optional.of("127.0.0.1") : host();
    }

    /**
     * Returns the port to name in a command.
     *
     * @return the port; empty in the same cases and when the URL leaves it to the driver
     */
    public Optional<Integer> port() {
        return single().filter(one -> one.port().isPresent())
                .map(one -> one.port().getAsInt());
    }

    private Optional<Remote.Endpoint> single() {
        return remote.endpoints().size() == 1 ? Optional.of(remote.endpoints().get(0)) : Optional.empty();
    }

    /**
     * Returns whether anything is known.
     *
     * @return false when the URL is hidden or cannot be read
     */
    public boolean known() {
        return remote.known() || !database.isEmpty();
    }

    /**
     * Returns where the database is, in as few words as possible.
     *
     * @return such as {@code db.internal:5432/orders}; {@code the database} when nothing is known
     */
    public String words() {
        if (!known()) {
            return "the database";
        }
        String shown = Clean.line(database, LIMIT);
        return remote.known() && !database.isEmpty()
                ? Clean.line(remote.toString(), LIMIT) + "/" + shown
                : Clean.line(remote.toString(), LIMIT) + shown;
    }
}
