package dev.vitals.testkit.internal.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServersUsedTest {

    private final ServersUsed used = new ServersUsed();

    @Test
    void one_line_names_each_server_once_and_each_test_that_had_none_with_the_reason() {
        Requirement docker = Requirement.met("Docker: answering");
        Requirement mySql = Requirement.unmet("MySQL: no libaio.so.1 here");
        used.record("Redis 6.2 (embedded)");
        used.record("PostgreSQL 18.6 (embedded)");
        used.record("Redis 6.2 (embedded)");
        used.asked(docker);
        used.skipped(mySql, "OrdersTest");
        used.skipped(mySql, "AccountsTest");

        assertThat(used.takeLine())
                .contains("Servers used: PostgreSQL 18.6 (embedded), Redis 6.2 (embedded), Docker: answering,"
                        + " MySQL: no libaio.so.1 here (skipped for it: AccountsTest, OrdersTest)");
        assertThat(used.takeLine()).as("nothing since").isEmpty();
    }

    @Test
    void a_long_wait_is_shown_at_once() {
        List<String> shown = new ArrayList<>();
        used.showOn(shown::add);

        used.waiting("PostgreSQL 18.6: still waiting after 10.0 s");

        assertThat(shown).containsExactly("PostgreSQL 18.6: still waiting after 10.0 s");
    }

    @Test
    void skipped_tests_are_told_also_where_no_server_ran() {
        used.skipped(Requirement.unmet("Docker: not answering"), "OrdersTest");

        assertThat(used.takeLine()).contains("Servers used: Docker: not answering (skipped for it: OrdersTest)");
    }
}
