package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.options.ServerOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DriverDataSourceTest {

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withUser("app", "secret"));

    private final DataSource source = POSTGRES.server().dataSource();

    @Test
    void connects_as_the_one_it_was_made_for_or_as_another() throws SQLException {
        try (Connection mine = source.getConnection();
                Connection other = source.getConnection("app", "secret")) {
            assertThat(mine.getMetaData().getUserName()).isEqualTo("postgres");
            assertThat(other.getMetaData().getUserName()).isEqualTo("app");
        }
    }

    @Test
    void unwraps_to_itself_alone() throws SQLException {
        assertThat(source.isWrapperFor(DriverDataSource.class)).isTrue();
        assertThat(source.unwrap(DataSource.class)).isSameAs(source);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> source.unwrap(Connection.class));
    }

    @Test
    void has_neither_a_log_nor_a_timeout_of_its_own() throws SQLException {
        assertThat(source.getLogWriter()).isNull();
        assertThat(source.getLoginTimeout()).isZero();
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> source.setLoginTimeout(1))
                .withMessageContaining("in the URL");
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class).isThrownBy(source::getParentLogger);
    }
}
