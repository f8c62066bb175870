package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlCountersTest extends MySqlCountersContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> SERVER = ServerExtension.mySql();

    @Override
    MySqlServer server() {
        return SERVER.server();
    }

    @Override
    String driver() {
        return "mysql";
    }

    /** MariaDB counts deadlocks without its performance schema. */
    @Test
    void what_keeps_errors_from_being_counted_is_named_with_the_way_to_count_them() throws Exception {
        MySqlClient observer = client();
        for (String table : List.of("setup_consumers", "setup_instruments")) {
            String name = table.equals("setup_consumers") ? "global_instrumentation" : "error";
            String where = " where name = '" + name + "'";
            observer.run("update performance_schema." + table + " set enabled = 'NO'" + where);
            try {
                Result result = check(admin(), "deadlocks");

                assertThat(result.status()).as(table).isEqualTo(Status.UNKNOWN);
                assertThat(result.summary()).contains(name + " is off");
                observer.run(commands(result).get(0));
                assertThat(check(admin(), "deadlocks").status()).isEqualTo(Status.UP);
            } finally {
                observer.run("update performance_schema." + table + " set enabled = 'YES'" + where);
            }
        }
    }
}
