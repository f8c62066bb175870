package dev.vitals.testkit.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {

    private final ServerOptions defaults = ServerOptions.defaults();

    @Test
    void defaults_are_these() {
        assertThat(defaults.version()).isEmpty();
        assertThat(defaults.image()).isEmpty();
        assertThat(defaults.port()).isEmpty();
        assertThat(defaults.settings()).isEmpty();
        assertThat(defaults.users()).isEmpty();
        assertThat(defaults.startTimeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void equal_options_are_equal_so_that_a_server_can_be_shared() {
        assertThat(ServerOptions.defaults().withUser("a", "b", "c").withSetting("d", "e"))
                .isEqualTo(ServerOptions.defaults().withUser("a", "b", "c").withSetting("d", "e"))
                .isNotEqualTo(ServerOptions.defaults());
    }

    @Test
    void a_changed_copy_leaves_the_original_alone() {
        assertThat(defaults.withPort(5432).port()).hasValue(5432);
        assertThat(defaults.withVersion("10.11").version()).contains("10.11");
        assertThat(defaults.withImage("mysql:8.4").image()).contains("mysql:8.4");
        assertThat(defaults.withStartTimeout(Duration.ofSeconds(5)).startTimeout())
                .hasSeconds(5);
        assertThat(defaults.withSetting("a", "1").withSetting("b", "2").withSetting("a", "3"))
                .satisfies(changed -> assertThat(changed.settings()).isEqualTo(Map.of("a", "3", "b", "2")));
        assertThat(defaults.withUser("a", "b", "c").users())
                .isEqualTo(List.of(new ServerOptions.User("a", "b", List.of("c"))));
        assertThat(defaults).isEqualTo(ServerOptions.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "12.", "12.1.2.3", "../12"})
    void a_version_is_numbers(String version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withVersion(version))
                .withMessageContaining("'version' must be numbers such as 12 or 10.11 but was '" + version + "'");
    }

    @Test
    void a_version_and_an_image_exclude_each_other() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withVersion("12").withImage("postgres:17"))
                .withMessageContaining("postgres:17");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void a_port_is_in_range(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withPort(port))
                .withMessage("'port' must be from 1 to 65535 but was " + port);
    }

    @Test
    void a_start_timeout_is_positive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.withStartTimeout(Duration.ZERO))
                .withMessage("'startTimeout' must be positive but was PT0S");
    }

    @Test
    void nothing_smuggles_in_a_second_line() {
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withSetting("a b", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withSetting("a", "1\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withUser(" ", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withUser("a\nb", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withUser("a", "1\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> defaults.withUser("a", "1", "x\ny"));
    }

    @Test
    void no_text_shows_a_password() {
        ServerOptions options = defaults.withUser("app", "geheim").withSetting("requirepass", "geheim");

        assertThat(options).asString().contains("app", "requirepass").doesNotContain("geheim");
    }
}
