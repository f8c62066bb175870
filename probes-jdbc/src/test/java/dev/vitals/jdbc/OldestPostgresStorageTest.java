package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestPostgresStorageTest extends PostgresStorageContract {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(OPTIONS.withVersion(PostgresServer.OLDEST));

    /** Before PostgreSQL 15 anyone may create a function in public, and one for the exact type is preferred. */
    @Test
    void a_function_that_anyone_could_put_beside_the_servers_own_writes_no_remedy() throws Exception {
        try (Client admin = Client.of(server(), "admin");
                Client attacker = Client.of(server(), "attacker", "watcher", PASSWORD);
                JdbcProbes probes = JdbcProbes.of("db", server().jdbcUrl(), "blind", PASSWORD)) {
            admin.run("create schema hidden", "create sequence hidden.jobs", "select nextval('hidden.jobs')");
            attacker.run("create function public.quote_ident(name) returns text language sql as"
                    + " $$ select 'x TO evil; GRANT pg_read_all_data'::text $$");
            try {
                assertThat(attacker.ask("select quote_ident('x'::name)")).contains("evil");
                for (Check check : Checks.applying(probes)) {
                    String name = check.name().substring(check.name().indexOf('.') + 1);
                    assertThat(Checks.run(probes, name).toString()).as(name).doesNotContain("evil");
                }
                assertThat(Checks.run(probes, "sequences").remedies().toString())
                        .contains("GRANT SELECT ON ALL SEQUENCES IN SCHEMA \"hidden\" TO \"blind\"");
            } finally {
                admin.run("drop schema hidden cascade", "drop function public.quote_ident(name)");
            }
        }
    }

    @Override
    PostgresServer server() {
        return POSTGRES.server();
    }
}
