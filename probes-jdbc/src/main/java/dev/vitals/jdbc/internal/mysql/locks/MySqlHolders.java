package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds who keeps readers from a table, where the server records the locks of tables: always on MySQL, unless it was switched
 * off, and on MariaDB when it was switched on.
 */
public final class MySqlHolders implements HolderReader {
    private final Rights rights;

    public MySqlHolders(Rights rights) {
        this.rights = rights;
    }

    @Override
    public Holders read(Session session, String sql) throws SQLException {
        Server server = Server.of(session);
        List<Held> all =
                rights.use(session, Right.PERFORMANCE, one -> one.list(MySqlLockQuery.exclusive(server), Held::read));
        List<Held> named =
                all.stream().filter(one -> Holders.names(sql, one.table())).toList();
        List<Held> held = named.isEmpty() ? all : named;
        List<Participant> participants = new ArrayList<>(held.stream()
                .filter(Held::granted)
                .map(one -> one.session().participant(Optional.empty(), Optional.of(Awaited.DEFINITION), server))
                .toList());
        if (held.stream().anyMatch(Predicate.not(Held::granted))) {
            new MySqlLockReader(rights).read(session).map(LockPicture::inTheWay).ifPresent(participants::addAll);
        }
        return new Holders(participants.stream().distinct().toList(), !named.isEmpty());
    }

    private record Held(String table, boolean granted, LockSession session) {
        static Held read(ResultSet row) throws SQLException {
            return new Held(
                    String.valueOf(row.getString("object_name")),
                    "GRANTED".equals(row.getString("lock_status")),
                    LockSession.read(row));
        }
    }
}
