package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.blocking.LockReader;
import dev.vitals.jdbc.internal.postgres.PostgresDialect;
import dev.vitals.jdbc.internal.postgres.PostgresLockReader;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.StandardDialect;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database products we know more of than JDBC tells. A new product gets a constant here and a package next to
 * {@code internal.postgres}.
 */
enum Vendor {
    POSTGRESQL("postgresql", PostgresDialect.INSTANCE) {
        @Override
        Optional<LockReader> lockReader() {
            return Optional.of(new PostgresLockReader());
        }
    },
    OTHER("", StandardDialect.INSTANCE);

    private final Pattern url;
    private final Dialect dialect;

    /** Drivers that wrap others put their own name in between: {@code jdbc:aws-wrapper:postgresql://}. */
    Vendor(String name, Dialect dialect) {
        this.url = Pattern.compile("jdbc:(?:[\\w-]+:)?" + name + ":.*", Pattern.DOTALL);
        this.dialect = dialect;
    }

    static Vendor of(Optional<String> url) {
        return url.filter(text -> POSTGRESQL.url.matcher(text).matches()).isPresent() ? POSTGRESQL : OTHER;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Who blocks whom, where it can be read. */
    Optional<LockReader> lockReader() {
        return Optional.empty();
    }
}
