package dev.vitals.jdbc.internal.target;

import dev.vitals.jdbc.internal.text.Words;
import java.util.Optional;

/**
 * Which database as whom, for display. Holds no secret. Immutable.
 *
 * @param host the host to name in a command; empty when the URL does not tell, or names several
 * @param port the port; empty in the same cases and when the URL leaves it to the driver
 * @param address host and port as the URL has them; empty when it does not tell
 * @param database the database; empty when the URL does not tell
 * @param user who logs in; empty when not known
 */
public record Target(
        Optional<String> host, Optional<String> port, String address, String database, Optional<String> user) {
    private static final int LIMIT = 120;
    /** A path is of use in full alone. */
    private static final int PATH_LIMIT = 1_000;

    /** A database of which nothing is known. */
    public static final Target UNKNOWN = new Target(Optional.empty(), Optional.empty(), "", "", Optional.empty());

    public static Target of(JdbcUrl url, Optional<String> user) {
        String address = Words.line(url.address(), LIMIT);
        boolean single = !address.isEmpty() && !address.contains(",");
        int colon = address.endsWith("]") ? -1 : address.lastIndexOf(':');
        Optional<String> port = single && colon >= 0 ? Optional.of(address.substring(colon + 1)) : Optional.empty();
        Optional<String> host =
                single ? Optional.of(colon >= 0 ? address.substring(0, colon) : address) : Optional.empty();
        return new Target(
                host,
                port,
                address,
                Words.line(url.database(), FileUrl.of(url.text()).isPresent() ? PATH_LIMIT : LIMIT),
                user.filter(name -> !name.isBlank())
                        .or(() -> url.parameter("user"))
                        .map(name -> Words.line(name, LIMIT)));
    }

    /**
     * Returns whether there is anything to tell.
     *
     * @return false when the URL is hidden or cannot be read
     */
    public boolean known() {
        return !address.isEmpty() || !database.isEmpty();
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
        return address.isEmpty() || database.isEmpty() ? address + database : address + "/" + database;
    }
}
