package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class DbcpPoolTest extends PoolContract {
    DbcpPoolTest() {
        super("maxTotal", "logAbandoned=true, removeAbandonedOnBorrow=true and removeAbandonedTimeout=60");
    }

    @Override
    DataSource pool(String url, String user, String password, Properties driver) {
        BasicDataSource pool = new BasicDataSource();
        pool.setDriver(new Driver());
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        driver.forEach((name, value) -> pool.addConnectionProperty((String) name, (String) value));
        pool.setMaxTotal(2);
        pool.setMaxWait(Duration.ofSeconds(30));
        pool.setTestOnBorrow(true);
        return pool;
    }

    @Override
    void close(DataSource pool) throws SQLException {
        ((BasicDataSource) pool).close();
    }

    @Test
    void a_pool_nobody_has_used_yet_is_unknown_and_not_started_by_looking() throws Exception {
        ((BasicDataSource) pool).setInitialSize(2);

        assertThat(check().cause()).isEqualTo("pool.not-started");
        Awaitility.await().until(() -> countOf("usename = 'app'").equals("0"));
    }

    @Test
    void a_closed_pool_is_down() throws Exception {
        pool.getConnection().close();
        close(pool);

        assertThat(check().cause()).isEqualTo("pool.closed");
    }

    @Test
    void a_pool_without_a_limit_is_never_full() throws Exception {
        ((BasicDataSource) pool).setMaxTotal(-1);
        pool.getConnection().close();

        assertThat(check().summary()).isEqualTo("0 in use, without limit");
    }
}
