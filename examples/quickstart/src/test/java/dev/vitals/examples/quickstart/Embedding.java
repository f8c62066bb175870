package dev.vitals.examples.quickstart;

import dev.vitals.Vitals;
import dev.vitals.host.DiskProbe;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.redis.RedisProbes;
import java.net.URI;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The README's example. Its lines stand there word for word; {@link ReadmeTest} sees to that. */
final class Embedding {
    private Embedding() {}

    static Vitals embed(DataSource dataSource, Licence licence) {
        // readme:
        Vitals vitals = Vitals.builder("orders")
                .checks(JdbcProbes.of("orders-db", dataSource))
                .checks(RedisProbes.of("sessions", URI.create("redis://localhost")))
                .check("uploads", DiskProbe.at(Path.of("/var/lib/orders")), c -> c.impact(Impact.CRITICAL))
                .check("licence", context -> licence.valid() ? Result.up() : Result.down("licence.expired", "it ended"))
                .build();
        vitals.serve(8081);
        // :readme
        return vitals;
    }

    /** Something an application may want to look at. */
    record Licence(boolean valid) {}
}
