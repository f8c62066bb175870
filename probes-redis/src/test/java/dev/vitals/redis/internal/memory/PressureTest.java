package dev.vitals.redis.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.testkit.ProbeHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What servers report that no server at hand can be made to. */
class PressureTest {
    @Test
    void a_server_before_6_2_counts_no_errors_and_so_no_refused_writes_are_known() throws Exception {
        assertThat(refused(Map.of(), Map.of())).containsExactly(OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void a_server_that_counts_errors_lists_only_those_that_have_happened() throws Exception {
        Map<String, String> none = Map.of("total_error_replies", "7");
        Map<String, String> some = Map.of("total_error_replies", "9", "errorstat_OOM", "count=2");

        assertThat(refused(none, some)).containsExactly(OptionalLong.empty(), OptionalLong.of(2));
    }

    private static List<OptionalLong> refused(Map<String, String> first, Map<String, String> second) throws Exception {
        List<Map<String, String>> samples = new ArrayList<>(List.of(first, second));
        List<OptionalLong> seen = new ArrayList<>();
        ProbeHarness harness = ProbeHarness.of(context -> {
            seen.add(Pressure.of(new RedisInfo(samples.remove(0)), context).refused());
            return Result.up();
        });
        harness.check();
        harness.check();
        return seen;
    }
}
