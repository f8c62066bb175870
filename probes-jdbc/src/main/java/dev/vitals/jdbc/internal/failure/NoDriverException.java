package dev.vitals.jdbc.internal.failure;

import java.sql.SQLException;

/** No driver takes the URL. Shows no more of it than its scheme, since the rest may hold a password. */
public final class NoDriverException extends SQLException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param scheme how the URL begins, such as {@code jdbc:postgresql}
     */
    public NoDriverException(String scheme) {
        super("no JDBC driver on the class path takes a URL that begins with " + scheme + ":");
    }
}
