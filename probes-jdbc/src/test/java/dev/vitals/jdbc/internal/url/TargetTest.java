package dev.vitals.jdbc.internal.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.internal:5432/orders?ssl=true, db.internal:5432/orders",
        "jdbc:postgresql://db.internal/orders, db.internal/orders",
        "jdbc:postgresql://db.internal/, db.internal",
        "jdbc:postgresql:orders, orders",
        "jdbc:postgresql://[::1]:5432/my%20db, [::1]:5432/my db",
        "jdbc:mysql://db.internal:3306/orders?useSSL=true, db.internal:3306/orders",
        "jdbc:sqlserver://db.internal:1433;databaseName=orders, db.internal:1433",
        "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1, orders",
        "jdbc:sqlite:/var/lib/orders.db, /var/lib/orders.db",
        "jdbc:aws-wrapper:postgresql://db.internal/orders, db.internal/orders",
        "nonsense, the database"
    })
    void a_url_is_told_by_host_port_and_database(String url, String words) {
        assertThat(target(url).words()).isEqualTo(words);
    }

    @Test
    void an_empty_user_leaves_it_to_the_url() {
        JdbcUrl url = new JdbcUrl("jdbc:postgresql://db.internal/orders?user=app");

        assertThat(Target.of(url, Optional.of("")).user()).contains("app");
        assertThat(Target.of(new JdbcUrl("jdbc:sqlite:/x.db"), Optional.of("")).user())
                .isEmpty();
    }

    @Test
    void several_hosts_are_told_but_no_command_gets_one_of_them() {
        Target target = target("jdbc:postgresql://a:1,b:2/orders");

        assertThat(target.words()).isEqualTo("a:1,b:2/orders");
        assertThat(target.host()).isEmpty();
        assertThat(target.port()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d?user=u&password=canary",
                "jdbc:mysql://u:canary@h:3306/d",
                "jdbc:mysql://u:x/canary@h:3306/d",
                "jdbc:mysql://(host=h,user=u,password=canary)/d",
                "jdbc:mysql://address=(host=h)(password=canary)/d",
                "jdbc:oracle:thin:u/canary@//h:1521/d",
                "jdbc:sqlserver://h;user=u;password=canary",
                "jdbc:h2:mem:d;PASSWORD=canary"
            })
    void a_password_in_a_url_is_never_told(String url) {
        assertThat(target(url).toString() + new JdbcUrl(url) + Login.fixed(url, null, null, new java.util.Properties()))
                .doesNotContain("canary");
    }

    @Test
    void the_user_is_taken_from_the_url_when_nobody_else_names_one() {
        assertThat(target("jdbc:postgresql://h/d?user=app").user()).contains("app");
        assertThat(Target.of(new JdbcUrl("jdbc:postgresql://h/d?user=app"), Optional.of("other"))
                        .user())
                .contains("other");
    }

    @Test
    void parameters_that_would_beat_ours_are_taken_out() {
        JdbcUrl url = new JdbcUrl("jdbc:postgresql://h/d?ssl=true&socketTimeout=0&ApplicationName=orders");

        assertThat(url.without(Set.of("socketTimeout", "ApplicationName"))).isEqualTo("jdbc:postgresql://h/d?ssl=true");
        assertThat(url.without(Set.of("ssl", "socketTimeout", "ApplicationName")))
                .isEqualTo("jdbc:postgresql://h/d");
    }

    private static Target target(String url) {
        return Target.of(new JdbcUrl(url), Optional.empty());
    }
}
