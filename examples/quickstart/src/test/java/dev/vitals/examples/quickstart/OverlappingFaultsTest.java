package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.VitalsBuilder;
import dev.vitals.host.ThrottledContainer;
import dev.vitals.http.HttpProbe;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.redis.RedisProbes;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause.Symptom;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on real servers that come and go while others stay. */
class OverlappingFaultsTest extends Scenes {
    @Test
    void one_fault_heals_and_the_other_stays() throws Exception {
        VitalsBuilder watch = watch().add(database(pool()))
                .add(RedisProbes.of("sessions", redis.uri()).policy("ping", this::often));
        block();
        redis.stop();
        await(watch, 2, "orders-db.locks", "sessions.ping");

        redis.restart();

        Report report = awaitNext(1, "orders-db.locks");
        assertThat(root(report).check()).isEqualTo("orders-db.locks");
    }

    /** The page is said to need Redis, which works; the database, which nobody named, is at fault. */
    @Test
    void a_dependency_that_is_well_explains_nothing_whatever_was_declared() throws Exception {
        URI page = shop.page("/orders", () -> Thread.sleep(300));
        VitalsBuilder watch = watch().add(database(pool()))
                .add(RedisProbes.of("sessions", redis.uri()).policy("ping", this::often))
                .check("orders-page", slowAbove(page), c -> often(c).dependsOn("sessions.ping"));
        block();

        Report report = await(watch, "orders-db.locks", "orders-page");

        assertThat(root(report).check()).isEqualTo("orders-db.locks");
        assertThat(root(report).symptoms()).extracting(Symptom::check).contains("orders-page");
    }

    /** Two names and two pools for one server. */
    @Test
    void a_database_that_is_watched_under_two_names_is_one_root_when_it_is_down() {
        HikariDataSource orders = pool();
        HikariDataSource reports = pool();
        for (int i = 0; i < 2 * POOL; i++) {
            workers.execute(() -> place(orders));
            workers.execute(() -> place(reports));
        }
        VitalsBuilder watch = watch().add(database(orders))
                .add(JdbcProbes.of("reports-db", reports)
                        .policy("connect", this::often)
                        .policy("pool", this::often));
        postgres.stop();

        Report report = await(watch, "orders-db.connect", "reports-db.connect", "orders-db.pool", "reports-db.pool");

        assertThat(report.check(root(report).check()).orElseThrow().cause()).isEqualTo("db.refused");
        assertThat(root(report).symptoms())
                .extracting(Symptom::check)
                .contains("orders-db.pool", "reports-db.pool")
                .containsAnyOf("orders-db.connect", "reports-db.connect");
    }

    /** Both may make the page slow: the database that is down is the stronger evidence, the other is named beside it. */
    @Test
    void a_database_that_is_down_on_a_starved_machine_goes_first(@TempDir Path files) throws Exception {
        URI page = shop.page("/orders", () -> Thread.sleep(300));
        VitalsBuilder watch = watch().add(database(pool()))
                .check("cpu", new ThrottledContainer(files), this::oftenHere)
                .check("orders-page", slowAbove(page), this::often);
        postgres.stop();

        Report report = await(watch, 2, "orders-db.connect", "cpu", "orders-page");

        assertThat(root(report).check()).isEqualTo("orders-db.connect");
        assertThat(root(report).symptoms())
                .filteredOn(symptom -> symptom.check().equals("orders-page"))
                .singleElement()
                .satisfies(symptom -> assertThat(symptom.explainedBy())
                        .isEqualTo("a database that cannot be had explains slow HTTP; cpu may as well:"
                                + " the evidence does not decide"));
    }

    @Test
    void the_root_changes_when_a_graver_fault_comes_and_what_outlasts_it_stands_alone() throws Exception {
        URI page = shop.page("/orders", () -> Thread.sleep(300));
        VitalsBuilder watch = watch().add(database(pool())).check("orders-page", slowAbove(page), this::often);
        block();
        assertThat(root(await(watch, "orders-db.locks", "orders-page")).check()).isEqualTo("orders-db.locks");

        postgres.stop();
        Report down = awaitNext(1, "orders-db.connect", "orders-page");
        assertThat(root(down).check()).isEqualTo("orders-db.connect");
        assertThat(root(down).symptoms()).extracting(Symptom::check).contains("orders-db.locks", "orders-page");

        postgres.restart(); // the session that blocked is gone with it
        Report after = awaitRoot("orders-page");
        assertThat(root(after).symptoms()).isEmpty();
    }

    @Test
    void a_chain_of_four_is_followed_to_its_end() {
        HikariDataSource pool = pool();
        URI page = shop.page("/orders", () -> ask(pool));
        VitalsBuilder watch = watch().add(database(pool))
                .check("stock", HttpProbe.get(page.toString()), c -> often(c).dependsOn("orders-db.connect"))
                .check("basket", HttpProbe.get(page.toString()), c -> often(c).dependsOn("stock"))
                .check("checkout", HttpProbe.get(page.toString()), c -> often(c).dependsOn("basket"));
        postgres.stop();

        Report report = await(watch, "orders-db.connect", "stock", "basket", "checkout");

        assertThat(root(report).check()).isEqualTo("orders-db.connect");
        assertThat(root(report).symptoms())
                .contains(
                        new Symptom("stock", "a declared dependency"),
                        new Symptom("basket", "a declared dependency, by way of stock"),
                        new Symptom("checkout", "a declared dependency, by way of basket"));
    }
}
