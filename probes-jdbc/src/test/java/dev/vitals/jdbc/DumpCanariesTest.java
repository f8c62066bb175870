package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSection;
import dev.vitals.dump.DumpSettings;
import dev.vitals.testkit.DumpText;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Secrets in sessions, statements, errors and URLs of real databases: each is where the probes look, which is asserted, and
 * none is in a dump.
 */
class DumpCanariesTest {
    private static final String MARK = "kanari";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    @RegisterExtension
    static final ServerExtension<MariaDbServer> MARIADB = ServerExtension.mariaDb();

    /** What was planted, by place, and what there is to see there without redaction. */
    private final Map<String, String> sources = new LinkedHashMap<>();

    private String plant(String place) {
        String secret = MARK + place.replaceAll("[^a-z0-9]", "") + "x7";
        sources.put(secret, "");
        return secret;
    }

    /** Notes what an observer without redaction sees, for whatever was planted before. */
    private void see(String text) {
        sources.replaceAll((secret, seen) -> text.contains(secret) ? text : seen);
    }

    @Test
    void no_secret_of_a_real_database_is_in_a_dump() throws Exception {
        PostgresServer postgres = POSTGRES.server();
        MariaDbServer mariadb = MARIADB.server();
        try (Client pgAdmin = Client.of(postgres, "admin");
                Client billing = Client.of(postgres, "billing password=" + plant("pg application"));
                Client web = Client.of(postgres, "web https://app:" + plant("pg application url") + "@shop/");
                Client report = Client.of(postgres, "report");
                MySqlClient myAdmin = MySqlClient.of(mariadb);
                MySqlClient myBilling = MySqlClient.of(mariadb);
                MySqlClient myWeb = MySqlClient.of(mariadb);
                JdbcProbes pg = JdbcProbes.of("pg", postgres.jdbcUrl(), postgres.user(), postgres.password())
                        .query("cast", "select '" + plant("pg refused value") + "'::int", query -> query)
                        .query("syntax", "select 1 frmo '" + plant("pg near error") + "'", query -> query)
                        .query("rows", "select '" + plant("pg column") + "' as password", query -> query)
                        .query("mail", "select '" + plant("pg cell") + "@example.com' as customer", query -> query);
                JdbcProbes my = JdbcProbes.of("my", mariadb.jdbcUrl(), mariadb.user(), mariadb.password())
                        .query(
                                "syntax",
                                "select 1 from t where and a = '" + plant("my near error") + "'",
                                query -> query)
                        .query("rows", "select '" + plant("my column") + "' as api_token", query -> query);
                JdbcProbes refused = JdbcProbes.of("refused", postgres.jdbcUrl(), "app", plant("pg login"));
                JdbcProbes elsewhere = JdbcProbes.of(
                        "elsewhere",
                        "jdbc:postgresql://127.0.0.1:1/x?user=app&password=" + plant("pg url"),
                        "app",
                        "")) {
            plantInPostgres(pgAdmin, billing, web, report);
            plantInMariaDb(myAdmin, myBilling, myWeb);
            for (String url : new String[] {
                "postgres://app:" + plant("configured url") + "@db/orders",
                "jdbc:mariadb://db/orders?user=app&password=" + plant("configured parameter")
            }) {
                see(url);
            }

            String dump = dumped(pg, my, refused, elsewhere);

            see("given to the library: " + MARK + "pgloginx7 " + MARK + "pgurlx7");
            System.out.println("canaries of databases: " + sources.size() + " planted, "
                    + sources.values().stream().filter(seen -> !seen.isEmpty()).count() + " seen without redaction, "
                    + sources.keySet().stream().filter(dump::contains).count() + " in the dump");
            assertThat(sources)
                    .allSatisfy((secret, seen) ->
                            assertThat(seen).as("where %s is", secret).isNotEmpty());
            assertThat(dump).contains("pg.locks", "[redacted").doesNotContain(MARK);
        }
    }

    private void plantInPostgres(Client admin, Client billing, Client web, Client report) throws SQLException {
        String role = plant("pg role") + "@example.com";
        admin.run(
                "create table orders (id int primary key, mail text unique, state text)",
                "insert into orders values (1, 'a@example.com', 'new')",
                "create role \"" + role + "\" login superuser password '" + plant("pg role password") + "'");
        see("create role … password '" + MARK + "pgrolepasswordx7'"); // the statement itself
        billing.run("begin", "update orders set state = '" + plant("pg blocker") + "' where id = 1");
        web.waitFor("update orders set mail = '" + plant("pg waiter") + "' where id = 1", admin);
        report.run("set session authorization \"" + role + "\"");
        report.startInBackground(
                "select pg_sleep(600), $tag$" + plant("pg dollar") + "$tag$, E'it\\'s " + plant("pg escape")
                        + "' from orders",
                admin);
        see(admin.ask(
                        "select string_agg(concat_ws(' ', usename, application_name, query), ' ; ') from pg_stat_activity")
                + admin.ask("select string_agg(rolname, ' ') from pg_roles"));
        for (String sql :
                new String[] {"select '" + MARK + "pgrefusedvaluex7'::int", "select 1 frmo '" + MARK + "pgnearerrorx7'"
                }) {
            try {
                admin.run(sql);
            } catch (SQLException e) {
                see(e.getMessage() + sql);
            }
        }
        see(admin.ask("select '" + MARK + "pgcolumnx7'") + admin.ask("select '" + MARK + "pgcellx7'"));
    }

    private void plantInMariaDb(MySqlClient admin, MySqlClient billing, MySqlClient web) throws SQLException {
        admin.run(
                "create table orders (id int primary key, mail varchar(200), state varchar(200)) engine = innodb",
                "insert into orders values (1, 'a@example.com', 'new')");
        billing.run("begin", "update orders set state = '" + plant("my blocker") + "' where id = 1");
        see("update orders set state = '" + MARK + "myblockerx7'"); // the statement itself
        web.waitForRow("update orders set mail = \"" + plant("my waiter") + "\" where id = 1", admin);
        see(admin.ask("select group_concat(concat_ws(' ', user, info)) from information_schema.processlist"));
        try {
            admin.run("select 1 from t where and a = '" + MARK + "mynearerrorx7'");
        } catch (SQLException e) {
            see(e.getMessage());
        }
        see(admin.ask("select '" + MARK + "mycolumnx7'"));
    }

    private static String dumped(JdbcProbes... sets) throws IOException {
        DumpSettings settings = DumpSettings.DEFAULT
                .onDemandOnly()
                .apart(Duration.ZERO, Duration.ZERO)
                .deadline(Duration.ofMinutes(2))
                .configuration(Map.of(
                        "orders.url",
                        "postgres://app:" + MARK + "configuredurlx7@db/orders",
                        "reports.url",
                        "jdbc:mariadb://db/orders?user=app&password=" + MARK + "configuredparameterx7"));
        VitalsBuilder builder =
                Vitals.builder("shop").startUpGrace(Duration.ZERO).dumps(settings);
        for (JdbcProbes set : sets) {
            builder.add(set);
        }
        try (Vitals vitals = builder.build()) {
            vitals.report();
            Dump dump = Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(
                            () -> vitals.dump(DumpRequest.DEFAULT)
                                    .await(Duration.ofMinutes(2))
                                    .orElseThrow(),
                            DumpCanariesTest::hasReport);
            return DumpText.of(dump);
        }
    }

    /** On a machine that is very busy other parts may be cut. */
    private static boolean hasReport(Dump dump) {
        return dump.sections().stream()
                .anyMatch(
                        part -> part.file().equals("health/report.txt") && part.state() == DumpSection.State.COMPLETE);
    }
}
