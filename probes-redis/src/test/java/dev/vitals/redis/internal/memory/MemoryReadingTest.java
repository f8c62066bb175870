package dev.vitals.redis.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers have been seen to report and no healthy server can be made to. */
class MemoryReadingTest {
    private final Map<String, String> fields = new HashMap<>(Map.of(
            "used_memory", "9000",
            "maxmemory", "10000",
            "maxmemory_policy", "noeviction",
            "mem_not_counted_for_evict", "1000",
            "total_system_memory", "1000000"));

    @Test
    void buffers_that_do_not_count_against_the_limit_are_taken_off() throws Exception {
        assertThat(read().used()).isEqualTo(8_000);
        assertThat(read().ratio()).isEqualTo(0.8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551000",
                "9223372036854775807",
                "4611686018427387905",
                "-1",
                "",
                "NaN",
                "1e9",
                "16000016"
            })
    void a_number_that_cannot_be_true_is_no_reading(String used) {
        fields.put("used_memory", used);

        assertThatThrownBy(this::read).hasMessage("used_memory cannot be " + used);
    }

    @Test
    void a_very_long_number_is_cut() {
        fields.put("used_memory", "9".repeat(10_000));

        assertThatThrownBy(this::read).hasMessage("used_memory cannot be " + "9".repeat(39) + "…");
    }

    @Test
    void a_field_that_is_missing_is_named() {
        fields.remove("maxmemory");

        assertThatThrownBy(this::read).hasMessage("INFO has no field maxmemory");
    }

    @Test
    void an_absurd_number_that_the_verdict_can_do_without_is_left_out() throws Exception {
        fields.put("mem_not_counted_for_evict", "18446744073709551000");
        fields.put("total_system_memory", "0");

        assertThat(read().used()).isEqualTo(9_000);
    }

    @Test
    void more_uncounted_than_used_is_nothing_used() throws Exception {
        fields.put("mem_not_counted_for_evict", "9500");

        assertThat(read().used()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "noeviction, 11000, master, true",
        "noeviction, 10999, master, false",
        "noeviction, 11000, slave, false",
        "volatile-lru, 11000, master, false",
        "allkeys-lru, 11000, master, false"
    })
    void full_is_at_the_limit_with_nothing_to_drop(String policy, String used, String role, boolean full)
            throws Exception {
        fields.putAll(Map.of("maxmemory_policy", policy, "used_memory", used, "role", role, "db0", "keys=9,expires=2"));

        assertThat(read().isFull()).isEqualTo(full);
    }

    @Test
    void what_may_be_dropped_is_counted_over_all_databases() throws Exception {
        fields.putAll(Map.of("db0", "keys=9,expires=2,avg_ttl=0", "db11", "keys=5,expires=1", "dbsize", "keys=7"));
        fields.put("maxmemory_policy", "volatile-ttl");
        assertThat(read().evictable()).isEqualTo(3);

        fields.put("maxmemory_policy", "allkeys-lfu");
        assertThat(read().evictable()).isEqualTo(14);
    }

    private MemoryReading read() throws UnusableInfo {
        return MemoryReading.of(new RedisInfo(fields));
    }
}
