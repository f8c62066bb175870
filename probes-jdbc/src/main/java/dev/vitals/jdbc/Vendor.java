package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.blocking.LockReader;
import dev.vitals.jdbc.internal.postgres.PostgresChecks;
import dev.vitals.jdbc.internal.postgres.PostgresDialect;
import dev.vitals.jdbc.internal.postgres.PostgresLockReader;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.StandardDialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.Probe;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database products we know more of than JDBC tells. A new product gets a constant here and a package next to
 * {@code internal.postgres}.
 */
enum Vendor {
    POSTGRESQL("postgresql") {
        @Override
        Dialect dialect() {
            return PostgresDialect.INSTANCE;
        }

        @Override
        Optional<LockReader> lockReader() {
            return Optional.of(new PostgresLockReader());
        }

        @Override
        Optional<Work<Activity>> activity() {
            return Optional.of(PostgresChecks.activity());
        }

        @Override
        Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits) {
            return PostgresChecks.of(connection, limits);
        }
    },

    /** Whatever no other constant takes; must stay the last one. */
    OTHER("") {
        @Override
        Dialect dialect() {
            return StandardDialect.INSTANCE;
        }

        @Override
        boolean takes(String url) {
            return true;
        }
    };

    private final Pattern url;

    /** Drivers that wrap others put their own name in between: {@code jdbc:aws-wrapper:postgresql://}. */
    Vendor(String name) {
        this.url = Pattern.compile("jdbc:(?:[\\w-]+:)?" + name + ":.*", Pattern.DOTALL);
    }

    static Vendor of(Optional<String> url) {
        for (Vendor vendor : values()) {
            if (vendor.takes(url.orElse(""))) {
                return vendor;
            }
        }
        return OTHER;
    }

    /** What a session has to know of this product. */
    abstract Dialect dialect();

    /** Who blocks whom, where it can be read. */
    Optional<LockReader> lockReader() {
        return Optional.empty();
    }

    /** What clients do, where it can be read. */
    Optional<Work<Activity>> activity() {
        return Optional.empty();
    }

    boolean takes(String text) {
        return url.matcher(text).matches();
    }

    /** The checks that this product alone has, by name. */
    Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits) {
        return Map.of();
    }
}
