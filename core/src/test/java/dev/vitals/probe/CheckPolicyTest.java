package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void a_null_among_names_is_refused() {
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULT.groups("a", null))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> DEFAULT.dependsOn("a", null))
                .withMessage("name");
    }
}
