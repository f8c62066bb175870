package dev.vitals.jdbc.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySqlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "  SELECT\n1 ; ",
                "-- how many\nselect 1",
                "/* how many */ (select 1) union (select 2)",
                "/**/select 1",
                "with x as (select 1) select * from x",
                "values (1)",
                "table jobs",
                "show max_connections"
            })
    void a_query_is_taken(String sql) {
        String query = QuerySql.requireSingleQuery("failed-jobs", sql);

        assertThat(sql).contains(query);
        assertThat(query).doesNotEndWith(";").doesNotEndWith(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; delete from jobs",
                "select 1; commit; delete from jobs",
                "select ';'",
                "select 1;;",
                "select 1; -- done",
                "; select 1"
            })
    void several_statements_are_refused(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuerySql.requireSingleQuery("failed-jobs", sql))
                .withMessageStartingWith("the SQL of 'failed-jobs' must be one statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from jobs",
                "update jobs set state = 1",
                "selecting",
                "commit",
                "call wipe()",
                "do $$ begin end $$",
                "/*! delete from jobs */ select 1",
                "/*!50000 delete from jobs */",
                "/*M! delete from jobs */",
                "/* select 1",
                "-- select 1",
                "explain analyze delete from jobs",
                "pragma journal_mode = off",
                "()"
            })
    void what_is_no_query_is_refused(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuerySql.requireSingleQuery("failed-jobs", sql))
                .withMessageStartingWith("the SQL of 'failed-jobs' must be a query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", ";"})
    void nothing_is_refused(String sql) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuerySql.requireSingleQuery("failed-jobs", sql))
                .withMessage("the SQL of 'failed-jobs' must not be blank");
    }

    @Test
    void a_long_text_is_read_in_no_time() {
        String comments = "/* */ ( -- x\n".repeat(100_000);

        assertThat(QuerySql.requireSingleQuery("x", comments + "select 1")).endsWith("select 1");
        assertThatIllegalArgumentException().isThrownBy(() -> QuerySql.requireSingleQuery("x", "/*".repeat(100_000)));
    }
}
