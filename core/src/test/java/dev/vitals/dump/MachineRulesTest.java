package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.dump.Judgement.Level;
import dev.vitals.host.facts.GroupCpu;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the kernel has counted since the control group began says little of now. */
class MachineRulesTest {
    private static final Instant START = Instant.parse("2026-11-28T03:00:00Z");

    private static Vitality sample(long seconds, GroupCounts group) {
        return new Vitality(
                START.plusSeconds(seconds),
                Duration.ofSeconds(seconds).toNanos(),
                0,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                group);
    }

    private static GroupCounts counted(long kills, long throttled, long periods) {
        GroupCpu quota = new GroupCpu(Path.of("/sys/fs/cgroup"), 0.5, OptionalLong.empty(), periods, throttled);
        return new GroupCounts(Optional.of(List.of(quota)), OptionalLong.of(kills));
    }

    @Test
    void what_came_long_ago_is_no_verdict_on_now() {
        List<Vitality> samples = List.of(sample(0, counted(5, 900, 1_000)), sample(600, counted(5, 910, 2_000)));

        assertThat(MachineRules.kills(samples).level()).isEqualTo(Level.PASS);
        assertThat(MachineRules.kills(samples).finding())
                .isEqualTo("0 processes of this control group killed for lack of memory within the last 10 m, 5 since"
                        + " the control group began");
        assertThat(MachineRules.throttled(samples).level()).isEqualTo(Level.PASS);
        assertThat(MachineRules.throttled(samples).finding())
                .isEqualTo("10 of 1000 periods used up the quota within the last 10 m");
    }

    @Test
    void what_came_of_late_is_one_however_long_the_group_was_well_before() {
        List<Vitality> samples = List.of(sample(0, counted(0, 0, 1_000_000)), sample(60, counted(1, 500, 1_001_000)));

        assertThat(MachineRules.kills(samples).level()).isEqualTo(Level.WARN);
        assertThat(MachineRules.throttled(samples).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void what_was_not_watched_is_not_known() {
        List<Vitality> one = List.of(sample(0, counted(5, 900, 1_000)));
        GroupCounts hidden = new GroupCounts(Optional.empty(), OptionalLong.empty());
        List<Vitality> blind = List.of(sample(0, hidden), sample(10, hidden));

        for (List<Vitality> samples : List.of(one, blind, List.<Vitality>of())) {
            assertThat(MachineRules.kills(samples).level()).isEqualTo(Level.UNKNOWN);
            assertThat(MachineRules.throttled(samples).level()).isEqualTo(Level.UNKNOWN);
        }
    }

    @Test
    void a_group_without_a_quota_is_well() {
        GroupCounts free = new GroupCounts(Optional.of(List.of()), OptionalLong.of(0));

        assertThat(MachineRules.throttled(List.of(sample(0, free))).level()).isEqualTo(Level.PASS);
    }
}
