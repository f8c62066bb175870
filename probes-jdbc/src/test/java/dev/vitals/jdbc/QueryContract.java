package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a query check does on every product. */
abstract class QueryContract {
    private JdbcProbes probes;

    /** The checks of a database that is up. */
    abstract JdbcProbes probes() throws Exception;

    /** Runs what the application runs. */
    abstract void run(String... statements) throws Exception;

    abstract String ask(String query) throws Exception;

    /** A query that is busy for much longer than a test. */
    abstract String endless();

    /** Queries that try to change the table of jobs. */
    abstract List<String> writing();

    /** What becomes of those: refused, where the product keeps the transaction from writing. */
    abstract String causeOfWriting();

    @BeforeEach
    void make() throws Exception {
        probes = probes();
        run("create table jobs (id integer primary key, name varchar(200))");
        for (int i = 1; i <= 30; i++) {
            run("insert into jobs values (" + i + ", 'job " + i + "')");
        }
    }

    @AfterEach
    void drop() throws Exception {
        probes.close();
        run("drop table jobs");
    }

    @Test
    void a_number_below_its_limits_is_up_and_measured() throws Exception {
        Result result =
                query("select count(*) from jobs", q -> q.warnAt(31).failAt(100).noun("jobs"));

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("30 jobs");
        assertThat(result.observations()).singleElement().satisfies(seen -> {
            assertThat(seen.value()).isEqualTo(30);
            assertThat(seen.unit()).isEqualTo(Unit.COUNT);
            assertThat(seen.threshold().orElseThrow().warn()).hasValue(31);
            assertThat(seen.threshold().orElseThrow().fail()).hasValue(100);
        });
    }

    @Test
    void a_backlog_is_high_from_its_limit_on() throws Exception {
        assertResult(query("select count(*) from jobs", q -> q.warnAt(30).failAt(31)), Status.DEGRADED, "query.high");
        Result down =
                query("select count(*) from jobs", q -> q.warnAt(1).failAt(30).noun("jobs"));

        assertResult(down, Status.DOWN, "query.high");
        assertThat(down.summary()).isEqualTo("30 jobs (fail 30)");
    }

    @Test
    void a_heartbeat_is_low_from_its_limit_on() throws Exception {
        String sql = "select count(*) from jobs";

        assertResult(query(sql, q -> q.threshold(Threshold.countBelow(31, 29))), Status.DEGRADED, "query.low");
        assertResult(query(sql, q -> q.threshold(Threshold.countBelow(50, 30))), Status.DOWN, "query.low");
        assertResult(query(sql, q -> q.threshold(Threshold.countBelow(29, 1))), Status.UP, "ok");
    }

    @Test
    void an_answer_in_a_unit_is_shown_and_measured_in_it() throws Exception {
        Result result =
                query("select 90.5", q -> q.threshold(Threshold.above(Duration.ofMinutes(1), Duration.ofMinutes(2))));

        assertResult(result, Status.DEGRADED, "query.high");
        assertThat(result.summary()).isEqualTo("1 m 30 s (warn 1 m)");
        assertThat(result.observations()).extracting(Observation::unit).containsExactly(Unit.SECONDS);
        assertThat(query("select 3000000", q -> q.unit(Unit.BYTES)).summary()).isEqualTo("2.9 MiB");
    }

    @Test
    void a_number_without_a_limit_has_no_threshold() throws Exception {
        assertThat(query("select 30", q -> q).observations()).containsExactly(Observation.count("query.value", 30));
    }

    @Test
    void fractions_and_numbers_in_text_count() throws Exception {
        assertThat(query("select 1.5", q -> q.failAt(2)).summary()).isEqualTo("1.5");
        assertResult(query("select '12'", q -> q.failAt(12)), Status.DOWN, "query.high");
    }

    @Test
    void nothing_is_not_zero() throws Exception {
        Result noRow = query("select id from jobs where id = 99", q -> q.warnAt(1));
        Result isNull = query("select max(id) from jobs where id = 99", q -> q.warnAt(1));

        assertResult(noRow, Status.UNKNOWN, "query.no-value");
        assertThat(noRow.summary()).isEqualTo("mine gave no row where a number was expected");
        assertResult(isNull, Status.UNKNOWN, "query.no-value");
        assertThat(isNull.remedies().toString()).contains("coalesce");
    }

    @Test
    void a_text_is_not_a_number() throws Exception {
        run("update jobs set name = 'no\nnumber' where id = 1");

        Result result = query("select name from jobs where id = 1", q -> q.warnAt(1));

        assertResult(result, Status.UNKNOWN, "query.not-a-number");
        assertThat(result.summary()).isEqualTo("mine gave a text of 9 characters where a number was expected");
    }

    @Test
    void a_query_that_the_database_refuses_hurts_no_other_check() throws Exception {
        for (String sql :
                List.of("select count(*) from no_such_table", "select from where", "select no_such_column from jobs")) {
            Result result = query(sql, q -> q.warnAt(1));

            assertThat(result.status()).as(sql).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).as(sql).isIn("query.failed", "query.no-relation");
            assertThat(result.evidence().toString()).as(sql).contains("what the driver said");
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void rows_are_counted_and_the_first_are_shown() throws Exception {
        run(
                "update jobs set name = 'a\u001b[31m\n" + "x".repeat(180) + "' where id = 1",
                "update jobs set name = null where id = 2");

        Result result = query(
                "select id, name from jobs order by id",
                q -> q.countingRows().warnAt(30).failAt(31));

        assertResult(result, Status.DEGRADED, "query.high");
        assertThat(result.summary()).isEqualTo("30 rows (warn 30)");
        Evidence.Table table = (Evidence.Table) result.evidence().get(0);
        assertThat(table.rows()).hasSize(20);
        assertThat(table.rows().get(0).get(1))
                .startsWith("a\uFFFD[31m xxx")
                .endsWith("…")
                .hasSizeLessThan(82);
        assertThat(table.rows().get(1)).containsExactly("2", "null");
        assertThat(query(
                                "select id from jobs where id > 99",
                                q -> q.countingRows().warnAt(1))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void a_query_that_takes_too_long_is_ended() throws Exception {
        Result result = query(endless(), q -> q.timeout(Duration.ofMillis(300)));

        assertResult(result, Status.UNKNOWN, "query.timeout");
        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
    }

    @Test
    void nothing_is_ever_written() throws Exception {
        for (String sql : writing()) {
            Result result = query(sql, q -> q);

            assertThat(ask("select count(*) from jobs")).as(sql).isEqualTo("30");
            assertThat(result.cause()).as(sql + ": " + result).isEqualTo(causeOfWriting());
        }
    }

    @Test
    void the_application_can_write_while_the_check_is_there() throws Exception {
        query("select count(*) from jobs", q -> q.warnAt(1));

        run("delete from jobs where id = 30", "alter table jobs add column more integer");

        assertThat(query("select count(more) from jobs", q -> q.warnAt(1)).summary())
                .isEqualTo("0");
    }

    Result query(String sql, UnaryOperator<QuerySettings> change) throws Exception {
        return query(probes, sql, change);
    }

    static Result query(JdbcProbes some, String sql, UnaryOperator<QuerySettings> change) throws Exception {
        try (JdbcProbes one = some.query("mine", sql, change)) {
            return Checks.run(one, "mine");
        }
    }

    static void assertResult(Result result, Status status, String cause) {
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
        assertThat(result.cause()).as(result.toString()).isEqualTo(cause);
    }
}
