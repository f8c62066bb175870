package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.host.facts.KernelFile;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryProbeTest {
    private static final long MB = 1 << 20;

    @TempDir
    private Path directory;

    private FakeRoot root;
    private final TestContext context = new TestContext();

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory);
        Files.createDirectories(directory.resolve("proc/self"));
    }

    private Result check() throws Exception {
        return context.run(root.probe());
    }

    @Nested
    class WithoutLimit {
        @Test
        void the_machine_counts_by_what_is_available() throws Exception {
            root.memory(1000, 600);

            Result result = check();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).isEqualTo("40 % used: 400 MiB of 1000 MiB, no container limit (warn 90 %)");
            assertThat(value(result, "memory.used")).isEqualTo(400.0 * MB);
            assertThat(value(result, "memory.limit")).isEqualTo(1000.0 * MB);
        }

        @ParameterizedTest
        @CsvSource({
            "101, UP, ok",
            "100, DEGRADED, memory.high",
            "51, DEGRADED, memory.high",
            "50, DOWN, memory.exhausted"
        })
        void little_available_memory_is_reported(long availableMb, Status status, String cause) throws Exception {
            root.memory(1000, availableMb);

            Result result = check();

            assertThat(result.status()).isEqualTo(status);
            assertThat(result.cause()).isEqualTo(cause);
        }

        @Test
        void kills_on_the_machine_are_reported_once() throws Exception {
            root.file("/proc/vmstat", "pgfault 5\noom_kill 7\n");
            assertThat(check().status()).isEqualTo(Status.UP);
            root.file("/proc/vmstat", "pgfault 5\noom_kill 9\n");

            Result result = check();

            assertThat(result.cause()).isEqualTo("memory.oom-kills");
            assertThat(result.summary())
                    .startsWith(
                            "processes killed by the kernel for lack of memory on this machine since the previous sample: 2; 40 %");
            assertThat(result.remedies().get(0).command())
                    .hasValueSatisfying(line -> assertThat(line).contains("dmesg"));
            assertThat(check().status()).isEqualTo(Status.UP);
        }

        @Test
        void a_kernel_without_an_estimate_is_unknown() throws Exception {
            root.file("/proc/meminfo", "MemTotal: 1000 kB\nMemFree: 900 kB\n");

            assertThat(check().cause()).isEqualTo("memory.unreadable");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "garbage", "MemTotal: 0 kB\nMemAvailable: 0 kB", "MemTotal: x kB\nMemAvailable: -1 kB"})
        void garbage_is_unknown(String meminfo) throws Exception {
            root.file("/proc/meminfo", meminfo);

            assertThat(check().status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Nested
    class InVersion1 {
        @Test
        void the_group_is_found_below_the_mount_point() throws Exception {
            root.groups("4:memory:/app/web", "3:cpuset:/other", "1:name=systemd:/x")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory", 9223372036854771712L, 990 * MB, 0)
                    .v1("/sys/fs/cgroup/memory/app/web", 100 * MB, 93 * MB, 0);

            Result result = check();

            assertThat(result.cause()).isEqualTo("memory.high");
            assertThat(result.summary()).isEqualTo("93 % used: 93 MiB of 100 MiB container limit (warn 90 %)");
        }

        @Test
        void file_cache_of_the_whole_subtree_does_not_count() throws Exception {
            root.groups("4:memory:/app")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory/app", 100 * MB, 99 * MB, 60 * MB);

            assertThat(value(check(), "memory.used")).isEqualTo(39.0 * MB);
        }

        @Test
        void a_container_sees_its_own_group_as_the_mount() throws Exception {
            root.groups("4:cpu,memory:/docker/abc")
                    .mount("/docker/abc", "/sys/fs/cgroup/memory", "cgroup", "rw,cpu,memory")
                    .v1("/sys/fs/cgroup/memory", 100 * MB, 96 * MB, 0);

            assertThat(check().cause()).isEqualTo("memory.exhausted");
        }

        @ParameterizedTest
        @ValueSource(longs = {9223372036854771712L, 9223372036854710272L, 2000 * 1048576L})
        void a_limit_out_of_reach_is_none(long limit) throws Exception {
            root.groups("4:memory:/app")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory/app", limit, 99 * MB, 0);

            assertThat(check().summary()).contains("no container limit");
        }

        @Test
        void a_limit_on_a_parent_that_cannot_be_seen_counts() throws Exception {
            root.groups("4:memory:/pod/app")
                    .mount("/pod/app", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory", 9223372036854771712L, 92 * MB, 0)
                    .file(
                            "/sys/fs/cgroup/memory/memory.stat",
                            "hierarchical_memory_limit " + 100 * MB + "\ntotal_inactive_file 0\n");

            assertThat(check().cause()).isEqualTo("memory.high");
        }

        @Test
        void kills_in_the_group_are_reported() throws Exception {
            root.groups("4:memory:/app")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory/app", 100 * MB, 50 * MB, 0)
                    .file(
                            "/sys/fs/cgroup/memory/app/memory.oom_control",
                            "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n");
            check();
            root.file("/sys/fs/cgroup/memory/app/memory.oom_control", "oom_kill_disable 0\nunder_oom 1\noom_kill 1\n");

            assertThat(check().summary())
                    .startsWith(
                            "processes killed by the kernel for lack of memory in this container since the previous sample: 1; 50 %");
        }
    }

    @Nested
    class InVersion2 {
        @Test
        void the_working_set_is_measured_against_the_limit() throws Exception {
            root.groups("0::/system.slice/app.service")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw,nsdelegate")
                    .v2("/sys/fs/cgroup/system.slice/app.service", "" + 100 * MB, 97 * MB, 5 * MB);

            Result result = check();

            assertThat(result.cause()).isEqualTo("memory.high");
            assertThat(value(result, "memory.used.ratio")).isEqualTo(0.92);
        }

        @Test
        void a_control_group_namespace_shows_the_group_as_the_top() throws Exception {
            root.groups("0::/")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup", "" + 100 * MB, 50 * MB, 0);

            assertThat(check().summary()).startsWith("50 % used: 50 MiB of 100 MiB container limit");
        }

        @Test
        void max_is_no_limit() throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "max", 99 * MB, 0);

            assertThat(check().summary()).contains("no container limit");
        }

        @Test
        void a_limit_on_a_parent_counts_against_the_parents_use() throws Exception {
            root.groups("0::/pod/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/pod", "" + 200 * MB, 192 * MB, 0)
                    .v2("/sys/fs/cgroup/pod/app", "" + 100 * MB, 20 * MB, 0);

            Result result = check();

            assertThat(result.cause()).isEqualTo("memory.exhausted");
            assertThat(result.summary()).startsWith("96 % used: 192 MiB of 200 MiB");
            assertThat(((Evidence.Table) result.evidence().get(0)).rows()).hasSize(3);
        }

        @Test
        void a_group_without_the_controller_takes_the_limit_of_its_parent() throws Exception {
            root.groups("0::/pod/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/pod", "" + 200 * MB, 100 * MB, 0)
                    .file("/sys/fs/cgroup/pod/app/cgroup.procs", "1\n");

            assertThat(check().summary()).startsWith("50 % used: 100 MiB of 200 MiB");
        }

        @Test
        void kills_in_the_group_are_reported() throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 50 * MB, 0)
                    .file("/sys/fs/cgroup/app/memory.events", "low 0\nmax 9\noom 1\noom_kill 3\noom_group_kill 0\n");
            check();
            root.file("/sys/fs/cgroup/app/memory.events", "low 0\nmax 9\noom 1\noom_kill 5\noom_group_kill 0\n");

            Result result = check();

            assertThat(result.cause()).isEqualTo("memory.oom-kills");
            assertThat(value(result, "memory.oom-kills")).isEqualTo(2);
        }

        @Test
        void a_counter_that_went_back_is_no_kill() throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 50 * MB, 0)
                    .file("/sys/fs/cgroup/app/memory.events", "oom_kill 3\n");
            check();
            root.file("/sys/fs/cgroup/app/memory.events", "oom_kill 0\n");

            assertThat(check().status()).isEqualTo(Status.UP);
        }
    }

    @Nested
    class FileCache {
        private static final String GROUP = "/sys/fs/cgroup/app";

        private void v2(long usageMb, String stat) throws IOException {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2(GROUP, "" + 300 * MB, usageMb * MB, 0)
                    .file(GROUP + "/memory.stat", stat);
        }

        @Test
        void that_was_read_twice_is_not_memory_in_use_and_what_others_show_is_said() throws Exception {
            v2(298, "anon 1\ninactive_file 0\nactive_file " + 257 * MB + "\n");

            Result result = check();

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary())
                    .isEqualTo("14 % used: 41 MiB of 300 MiB container limit (warn 90 %); kubectl top shows 99 %, which"
                            + " counts file cache that the kernel can take back");
            assertThat(value(result, "memory.working-set")).isEqualTo(298.0 * MB);
        }

        @Test
        void that_waits_to_be_written_is_in_use() throws Exception {
            v2(
                    298,
                    "inactive_file 0\nactive_file " + 257 * MB + "\nfile_dirty " + 200 * MB + "\nfile_writeback "
                            + 45 * MB);

            assertThat(check().cause()).isEqualTo("memory.exhausted");
        }

        @Test
        void in_tmpfs_or_locked_is_in_use() throws Exception {
            v2(290, "file " + 280 * MB + "\nshmem " + 280 * MB + "\ninactive_file 0\nactive_file 0\nunevictable " + MB);

            assertThat(check().cause()).isEqualTo("memory.exhausted");
        }

        @Test
        void of_version_1_is_counted_with_all_groups_below() throws Exception {
            root.groups("4:memory:/app")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .v1("/sys/fs/cgroup/memory/app", 300 * MB, 298 * MB, 0)
                    .file(
                            "/sys/fs/cgroup/memory/app/memory.stat",
                            "active_file 0\ntotal_inactive_file 0\ntotal_active_file " + 257 * MB
                                    + "\ntotal_dirty 0\n");

            assertThat(check().summary()).startsWith("14 % used: 41 MiB of 300 MiB");
        }
    }

    @Nested
    class OnANodeOfKubernetes {
        private Result check(long freeMb, long inactiveMb, boolean pod) throws Exception {
            root.file(
                    "/proc/meminfo",
                    "MemTotal: 1024000 kB\nMemFree: " + freeMb * 1024 + " kB\nMemAvailable: 700000 kB\nInactive(file): "
                            + inactiveMb * 1024 + " kB\nActive(file): 600000 kB\n");
            return context.run(MemoryProbe.under(directory, pod));
        }

        @Test
        void little_memory_by_the_kubelets_count_is_degraded() throws Exception {
            Result result = check(100, 100, true);

            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("memory.eviction");
            assertThat(result.summary()).startsWith("the kubelet counts 200 MiB left on this node (warn 256 MiB)");
            assertThat(value(result, "memory.node-available")).isEqualTo(200.0 * MB);
        }

        @Test
        void enough_memory_is_up() throws Exception {
            assertThat(check(157, 100, true).status()).isEqualTo(Status.UP);
        }

        @Test
        void nobody_evicts_elsewhere() throws Exception {
            assertThat(check(10, 10, false).status()).isEqualTo(Status.UP);
        }
    }

    @Nested
    class Hybrid {
        @Test
        void version_1_has_the_controller_when_it_lists_it() throws Exception {
            root.groups("4:memory:/app", "0::/")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .mount("/", "/sys/fs/cgroup/unified", "cgroup2", "rw")
                    .v1("/sys/fs/cgroup/memory/app", 100 * MB, 93 * MB, 0)
                    .v2("/sys/fs/cgroup/unified", "" + 100 * MB, MB, 0);

            assertThat(check().summary()).startsWith("93 % used");
        }

        @Test
        void version_2_has_the_controller_when_version_1_does_not_list_it() throws Exception {
            root.groups("3:cpuset:/app", "0::/app")
                    .mount("/", "/sys/fs/cgroup/memory", "cgroup", "rw,memory")
                    .mount("/", "/sys/fs/cgroup/unified", "cgroup2", "rw")
                    .v1("/sys/fs/cgroup/memory/app", 100 * MB, 93 * MB, 0)
                    .v2("/sys/fs/cgroup/unified/app", "" + 100 * MB, 40 * MB, 0);

            assertThat(check().summary()).startsWith("40 % used");
        }
    }

    @Nested
    class WhenSomethingCannotBeSeen {
        @Test
        void a_controller_that_is_not_mounted_is_unknown_with_a_remedy() throws Exception {
            root.groups("4:memory:/app").mount("/", "/sys/fs/cgroup/cpu", "cgroup", "rw,cpu");

            Result result = check();

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("memory.unreadable");
            assertThat(result.summary()).contains("/app");
            assertThat(result.remedies()).isNotEmpty();
        }

        @Test
        void a_short_machine_is_reported_even_if_a_limit_cannot_be_seen() throws Exception {
            root.groups("4:memory:/app")
                    .mount("/", "/sys/fs/cgroup/cpu", "cgroup", "rw,cpu")
                    .memory(1000, 20);

            assertThat(check().cause()).isEqualTo("memory.exhausted");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/elsewhere", "/..", "/../sibling"})
        void a_group_outside_of_what_is_mounted_is_unknown(String group) throws Exception {
            root.groups("0::" + group)
                    .mount("/docker/abc", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup", "" + 100 * MB, 99 * MB, 0);

            assertThat(check().status()).isEqualTo(Status.UNKNOWN);
        }

        @Test
        void a_path_that_leads_out_of_the_mount_is_not_followed() throws Exception {
            root.groups("0::/../outside")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/outside", "" + 100 * MB, 99 * MB, 0);

            assertThat(check().status()).isEqualTo(Status.UNKNOWN);
        }

        @Test
        void a_group_that_has_been_removed_is_unknown() throws Exception {
            root.groups("0::/app (deleted)").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");

            assertThat(check().status()).isEqualTo(Status.UNKNOWN);
        }

        @ParameterizedTest
        @CsvSource({
            "memory.max, garbage",
            "memory.max, 0",
            "memory.max, -5",
            "memory.max, 99999999999999999999",
            "memory.current, garbage",
            "memory.current, ''",
            "memory.stat, inactive_file x",
            "memory.stat, anon 5"
        })
        void a_garbage_number_is_unknown_and_never_down(String file, String content) throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 99 * MB, 0)
                    .file("/sys/fs/cgroup/app/" + file, content);

            assertThat(check().cause()).isEqualTo("memory.unreadable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"memory.current", "memory.stat"})
        void a_missing_file_beside_a_limit_is_unknown(String file) throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 99 * MB, 0);
            Files.delete(root.path("/sys/fs/cgroup/app/" + file));

            assertThat(check().summary()).contains(file);
        }

        @Test
        void a_file_of_absurd_size_is_refused() throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 99 * MB, 0)
                    .file("/sys/fs/cgroup/app/memory.stat", "x 1\n".repeat(KernelFile.CAP));

            assertThat(check().summary()).contains("larger than 65536 bytes");
        }

        @Test
        void a_limit_is_judged_without_the_size_of_the_machine() throws Exception {
            root.groups("0::/app")
                    .mount("/", "/sys/fs/cgroup", "cgroup2", "rw")
                    .v2("/sys/fs/cgroup/app", "" + 100 * MB, 50 * MB, 0);
            Files.delete(root.path("/proc/meminfo"));

            assertThat(check().summary()).startsWith("50 % used");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "garbage", "::", "4:memory", "4:memory:relative"})
        void garbage_instead_of_groups_is_no_group(String text) throws Exception {
            root.groups(text);

            assertThat(check().summary()).contains("no container limit");
        }

        @Test
        void a_system_without_proc_is_unsupported() throws Exception {
            Result result = context.run(MemoryProbe.under(directory.resolve("nothing")));

            assertThat(result.cause()).isEqualTo("memory.unsupported");
        }
    }

    @Test
    void limits_can_be_changed() throws Exception {
        Result result = context.run(root.probe().limits(limits -> limits.used(Threshold.ratioAbove(0.30, 0.39))));

        assertThat(result.cause()).isEqualTo("memory.exhausted");
        assertThat(result.summary()).contains("(fail 39 %)");
    }

    @Test
    void kills_can_be_made_a_failure() throws Exception {
        MemoryProbe probe = root.probe().limits(limits -> limits.kills(Threshold.countAbove(1, 2)));
        root.file("/proc/vmstat", "oom_kill 7\n");
        context.run(probe);
        root.file("/proc/vmstat", "oom_kill 9\n");

        Result result = context.run(probe);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("memory.oom-kills");
    }

    @Test
    void numbers_are_in_base_units_and_what_was_not_counted_is_absent() throws Exception {
        root.memory(1000, 80);

        assertThat(check().observations())
                .containsExactly(
                        Observation.ratio("memory.used.ratio", 0.92).against(MemoryLimits.DEFAULT.used()),
                        Observation.bytes("memory.used", 920 * MB),
                        Observation.bytes("memory.limit", 1000 * MB));
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, 1.01})
    void a_limit_that_is_no_share_is_refused_by_name(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MemoryProbe.create().limits(l -> l.used(Threshold.ratioAbove(share, share))))
                .withMessageContaining("'used'");
    }

    @Test
    void the_check_is_local_by_default() {
        assertThat(MemoryProbe.create().defaultPolicy().scope()).isEqualTo(Scope.LOCAL);
    }

    private static double value(Result result, String name) {
        return List.copyOf(result.observations()).stream()
                .filter(observation -> observation.name().equals(name))
                .mapToDouble(Observation::value)
                .findFirst()
                .orElseThrow();
    }
}
