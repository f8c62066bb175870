package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.host.HostProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import org.junit.jupiter.api.Test;

class JvmProbesTest {
    private static final String[] ALL = {
        "jvm.heap",
        "jvm.gc",
        "jvm.pauses",
        "jvm.metaspace",
        "jvm.classes",
        "jvm.code-cache",
        "jvm.direct-buffers",
        "jvm.threads",
        "jvm.deadlocks",
        "jvm.locks",
        "jvm.cpu",
        "jvm.uncaught"
    };

    @Test
    void the_standard_checks_are_all_there_and_up_in_a_healthy_process() throws Exception {
        assertThat(JvmProbes.standard().checks()).extracting(Check::name).containsExactly(ALL);
        for (Check check : JvmProbes.standard().checks()) {
            assertThat(new TestContext().run(check.probe()).status())
                    .as(check.name())
                    .isEqualTo(Status.UP);
            if (check.probe() instanceof AutoCloseable open) {
                open.close();
            }
        }
    }

    @Test
    void none_is_critical_in_a_group_of_its_own_or_shared_with_other_instances() {
        Check plain = Check.of("plain", HeapProbe.create());

        assertThat(JvmProbes.standard().checks()).allSatisfy(check -> {
            assertThat(check.policy().impact()).isNotEqualTo(Impact.CRITICAL);
            assertThat(check.policy().groups()).isEqualTo(plain.policy().groups());
            assertThat(check.policy().scope()).isEqualTo(Scope.LOCAL);
        });
    }

    @Test
    void a_check_can_be_left_out_and_put_back() {
        JvmProbes without = JvmProbes.standard().without("heap");

        assertThat(without.checks()).extracting(Check::name).doesNotContain("jvm.heap");
        assertThat(without.with("heap").checks()).extracting(Check::name).containsExactly(ALL);
    }

    @Test
    void limits_and_policy_reach_their_check() throws Exception {
        JvmProbes strict = JvmProbes.standard()
                .limits(HeapLimits.class, limits -> limits.alive(Threshold.ratioAbove(0, 0)))
                .policy("heap", policy -> policy.impact(Impact.CRITICAL))
                .policy("heap", policy -> policy.groups("mine"));
        Check heap = strict.checks().get(0);

        System.gc();
        assertThat(new TestContext().run(heap.probe()).status()).isEqualTo(Status.DOWN);
        assertThat(heap.policy().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(heap.policy().groups()).contains("mine");
    }

    @Test
    void what_is_unknown_in_any_set_is_refused_together_when_the_aggregator_is_built() {
        JvmProbes jvm = JvmProbes.standard().without("heaps").limits(Other.class, other -> other);
        HostProbes host = HostProbes.standard().with("inode").policy("dsk", policy -> policy);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Vitals.builder("test")
                        .add(jvm)
                        .add(host)
                        .policy("jvm.gcs", c -> c)
                        .build())
                .satisfies(refused -> assertThat(refused.faults())
                        .satisfiesExactly(
                                fault -> assertThat(fault)
                                        .startsWith(
                                                "without(\"heaps\") names no check of 'jvm': the closest of the 12 there are: [heap, "),
                                fault -> assertThat(fault)
                                        .startsWith(
                                                "limits(Other.class, …) is for no check of 'jvm': the closest of the 11 there are: ["),
                                fault -> assertThat(fault)
                                        .startsWith(
                                                "with(\"inode\") names no check of 'host': the closest of the 12 there are: [inodes, "),
                                fault -> assertThat(fault)
                                        .startsWith(
                                                "policy(\"dsk\", …) names no check of 'host': the closest of the 12 there are: [disk, "),
                                fault -> assertThat(fault)
                                        .startsWith("a policy is set for 'jvm.gcs', which is no check: the closest")));
    }

    @Test
    void nulls_are_refused_at_once_by_name() {
        JvmProbes jvm = JvmProbes.standard();

        assertThatNullPointerException()
                .isThrownBy(() -> jvm.with((String[]) null))
                .withMessage("checks");
        assertThatNullPointerException()
                .isThrownBy(() -> jvm.without((String) null))
                .withMessage("check");
        assertThatNullPointerException()
                .isThrownBy(() -> jvm.policy(null, c -> c))
                .withMessage("check");
        assertThatNullPointerException()
                .isThrownBy(() -> jvm.policy("heap", null))
                .withMessage("change");
        assertThatNullPointerException()
                .isThrownBy(() -> jvm.limits(null, l -> l))
                .withMessage("type");
        assertThatNullPointerException()
                .isThrownBy(() -> jvm.limits(HeapLimits.class, null))
                .withMessage("change");
    }

    @Test
    void settings_of_a_check_that_is_left_out_are_refused_when_built() {
        JvmProbes idle = JvmProbes.standard()
                .limits(HeapLimits.class, limits -> limits)
                .policy("heap", policy -> policy)
                .without("heap");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vitals.builder("test").add(idle).build())
                .withMessageContaining("HeapLimits are set for check 'jvm.heap'")
                .withMessageContaining("a policy is set for check 'jvm.heap'");
    }

    private record Other() implements CheckLimits {}
}
