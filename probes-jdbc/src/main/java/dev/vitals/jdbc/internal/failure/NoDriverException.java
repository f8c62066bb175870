package dev.vitals.jdbc.internal.failure;

import java.sql.SQLException;

/** No driver takes the URL. Has no message, since the driver manager's own may hold the URL. */
public final class NoDriverException extends SQLException {
    private static final long serialVersionUID = 1L;

    public NoDriverException() {
        super("no JDBC driver on the class path takes this URL");
    }
}
