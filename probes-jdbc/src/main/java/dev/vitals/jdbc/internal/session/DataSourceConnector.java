package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Logins;
import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Connects through a data source that makes connections rather than pools them. How long that may take is up to the
 * data source: only the check's own timeout bounds it.
 */
public final class DataSourceConnector implements Connector {
    private final DataSource source;
    private final Logins logins;

    /**
     * Makes a connector.
     *
     * @param source a data source without a pool
     * @param logins asked at each connect for user and password, and for the URL for display
     */
    public DataSourceConnector(DataSource source, Supplier<Login> logins) {
        this.source = source;
        this.logins = new Logins(logins);
    }

    @Override
    public Connection open(Dialect dialect, Timeouts timeouts) throws SQLException {
        Login login = Borrowing.next(logins);
        dialect.prepare(login.url().text());
        Connection made = connect(login);
        if (made == null) {
            throw Borrowing.nothing(source);
        }
        return made;
    }

    private Connection connect(Login login) throws SQLException {
        try {
            return login.user() == null
                    ? source.getConnection()
                    : source.getConnection(login.user(), login.secret().reveal());
        } catch (RuntimeException | LinkageError e) {
            throw Borrowing.thrown(e);
        }
    }

    @Override
    public boolean dedicated() {
        return true;
    }

    @Override
    public Target target() {
        return logins.target();
    }

    @Override
    public Secret secret() {
        return logins.secret();
    }

    @Override
    public boolean changedSinceOpen() {
        return logins.changed();
    }
}
