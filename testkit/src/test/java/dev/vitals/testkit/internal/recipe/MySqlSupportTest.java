package dev.vitals.testkit.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.testkit.internal.requirement.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class MySqlSupportTest {

    @Test
    void a_library_that_is_missing_is_named_with_the_package_that_has_it() {
        Requirement requirement = MySqlSupport.of(List.of("libno-such-thing.so.1"));

        assertThat(requirement.met()).isFalse();
        assertThat(requirement.words())
                .contains("no libno-such-thing.so.1 here")
                .contains("apt-get install libaio1 libnuma1");
    }

    @Test
    void a_library_that_is_there_is_not_missed() {
        assertThat(MySqlSupport.of(List.of("libc.so.6")).met()).isTrue();
    }

    @Test
    void each_missing_library_is_named() {
        assertThat(MySqlSupport.of(List.of("libno.so.1", "libc.so.6", "libnone.so.2"))
                        .words())
                .startsWith("MySQL: no libno.so.1 and no libnone.so.2 here");
    }
}
