package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckPolicyTest {
    private static final CheckPolicy DEFAULT = CheckPolicy.DEFAULT;

    @Test
    void policies_with_the_same_values_are_equal_however_they_came_about() {
        CheckPolicy one =
                DEFAULT.groups("a", "b").timeout(Duration.ofSeconds(5)).impact(Impact.MINOR);
        CheckPolicy other = DEFAULT.impact(Impact.MINOR).groups("b", "a", "a");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(DEFAULT);
    }

    @Test
    void groups_and_dependencies_are_set_and_a_sets_own_dependencies_added() {
        CheckPolicy policy =
                DEFAULT.groups("a").groups("b").dependsOn("c").dependsOn("d").alsoDependsOn("e");

        assertThat(policy.groups()).containsExactly("b");
        assertThat(policy.dependsOn()).containsExactlyInAnyOrder("d", "e");
    }

    @SuppressWarnings("NullAway") // that is what is tested
    static Stream<Arguments> nulls() {
        return Stream.of(
                refused("limit", () -> DEFAULT.timeout(null)),
                refused("period", () -> DEFAULT.every(null)),
                refused("age", () -> DEFAULT.maxAge(null)),
                refused("weight", () -> DEFAULT.impact(null)),
                refused("reach", () -> DEFAULT.scope(null)),
                refused("names", () -> DEFAULT.groups((String[]) null)),
                refused("name", () -> DEFAULT.groups("a", null)),
                refused("hold", () -> DEFAULT.failAfter(null)),
                refused("hold", () -> DEFAULT.recoverAfter(null)),
                refused("name", () -> DEFAULT.dependsOn("a", null)),
                refused("name", () -> DEFAULT.alsoDependsOn("a", null)),
                refused("name", () -> DEFAULT.resource(null)));
    }

    private static Arguments refused(String name, Runnable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void a_null_is_refused_by_its_name(String name, Runnable call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessage(name);
    }
}
