package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuProbeTest {
    @TempDir
    private Path directory;

    private FakeRoot root;
    private CpuProbe probe;

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory).machine();
        probe = CpuProbe.from(new HostSource(directory));
    }

    /** A run so many seconds after the first. */
    private Result after(long seconds) throws IOException {
        return probe.judge(new KernelFiles(directory), seconds * 1_000_000_000);
    }

    @Nested
    class OfTheMachine {
        @Test
        void use_is_that_of_the_last_five_minutes() throws Exception {
            after(0);
            root.cpu(960, 240, 0, 1); // four processors for 300 s

            Result result = after(300);

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).isEqualTo("80 % used of 4 CPUs of this machine, no quota (warn 90 %)");
        }

        @Test
        void five_busy_minutes_are_reported_and_what_came_before_does_not_count() throws Exception {
            after(0);
            root.cpu(0, 4000, 0, 1);
            assertThat(after(1000).status()).isEqualTo(Status.UP);
            root.cpu(1100, 4100, 0, 1);

            Result result = after(1300);

            assertThat(result.cause()).isEqualTo("cpu.high");
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.summary()).startsWith("92 % used of 4 CPUs of this machine");
        }

        @Test
        void a_busy_minute_is_no_alarm() throws Exception {
            after(0);
            root.cpu(240, 0, 0, 1);

            Result result = after(60);

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(value(result, "cpu.used.ratio")).isEmpty();
        }

        @Test
        void time_given_to_others_is_reported_before_use() throws Exception {
            after(0);
            root.cpu(1000, 0, 200, 1);

            Result result = after(300);

            assertThat(result.cause()).isEqualTo("cpu.stolen");
            assertThat(result.summary()).startsWith("17 % of this machine's time went to others");
        }

        @Test
        void a_load_of_twice_the_processors_is_reported() throws Exception {
            root.cpu(1, 1, 0, 7.9);
            assertThat(after(0).status()).isEqualTo(Status.UP);
            root.cpu(1, 1, 0, 8);
            assertThat(after(10).cause()).isEqualTo("cpu.load-high");
        }

        @Test
        void a_counter_that_went_back_is_not_known() throws Exception {
            root.cpu(5000, 5000, 0, 1);
            after(0);
            root.cpu(1, 1, 0, 1);

            assertThat(value(after(300), "cpu.used.ratio")).isEmpty();
        }

        @Test
        void garbage_is_unknown() throws Exception {
            root.file("/proc/stat", "cpu x y\n");

            Result result = new TestContext().run(probe);

            assertThat(result.cause()).isEqualTo("host.unreadable");
            assertThat(result.summary()).contains("/proc/stat or /proc/loadavg: is not as expected");
        }
    }

    @Nested
    class WithQuota {
        @Test
        void version_2_counts_use_and_throttled_periods() throws Exception {
            root.groups("0::/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
            version2("/sys/fs/cgroup/app", "50000 100000", 0, 0, 0);
            after(0);
            version2("/sys/fs/cgroup/app", "50000 100000", 60_000_000, 1200, 299);

            Result result = after(120);

            assertThat(value(result, "cpu.throttled.ratio")).hasValue(299.0 / 1200);
            assertThat(value(result, "cpu.available")).hasValue(0.5);
            assertThat(result.cause()).isEqualTo("cpu.high");
            assertThat(result.summary()).isEqualTo("100 % used of the container's quota of 0.50 CPUs (warn 90 %)");
        }

        @Test
        void throttling_explains_more_than_use() throws Exception {
            root.groups("0::/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
            version2("/sys/fs/cgroup/app", "50000 100000", 0, 0, 0);
            after(0);
            version2("/sys/fs/cgroup/app", "50000 100000", 60_000_000, 1200, 300);

            Result result = after(120);

            assertThat(result.cause()).isEqualTo("cpu.throttled");
            assertThat(result.summary())
                    .isEqualTo("25 % of the periods of the last minute ended with this container stopped, its quota of"
                            + " 0.50 CPUs used up (warn 25 %)");
            assertThat(result.remedies()).isNotEmpty();
        }

        @Test
        void version_1_has_time_and_quota_in_different_places() throws Exception {
            root.groups("2:cpuacct:/app", "1:cpu:/app", "0::/")
                    .mount("/", "/sys/fs/cgroup/cpu", "cgroup", "rw,cpu")
                    .mount("/", "/sys/fs/cgroup/cpuacct", "cgroup", "rw,cpuacct")
                    .mount("/", "/sys/fs/cgroup/unified", "cgroup2", "rw");
            version1(0, 0, 0);
            after(0);
            version1(95_000_000_000L, 600, 100);

            Result result = after(100);
            assertThat(value(result, "cpu.used.ratio")).isEmpty();
            assertThat(value(result, "cpu.throttled.ratio")).hasValue(100.0 / 600);

            version1(190_000_000_000L, 1200, 200);
            Result later = after(200);
            assertThat(value(later, "cpu.used.ratio")).hasValue(0.95);
            assertThat(later.cause()).isEqualTo("cpu.high");
        }

        @Test
        void the_quota_of_a_parent_counts_and_the_least_decides() throws Exception {
            root.groups("0::/pod/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
            version2("/sys/fs/cgroup/pod", "100000 100000", 0, 0, 0);
            version2("/sys/fs/cgroup/pod/app", "200000 100000", 0, 0, 0);
            after(0);
            version2("/sys/fs/cgroup/pod", "100000 100000", 119_000_000, 1200, 900);
            version2("/sys/fs/cgroup/pod/app", "200000 100000", 30_000_000, 1200, 0);

            Result result = after(120);

            assertThat(result.cause()).isEqualTo("cpu.throttled");
            assertThat(value(result, "cpu.used.ratio").orElseThrow()).isGreaterThan(0.99);
        }

        @Test
        void no_quota_and_one_above_the_machine_leave_the_machine() throws Exception {
            root.groups("0::/pod/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
            version2("/sys/fs/cgroup/pod", "max 100000", 0, 0, 0);
            version2("/sys/fs/cgroup/pod/app", "900000 100000", 0, 0, 0);

            assertThat(after(0).summary()).contains("4 CPUs of this machine, no quota");
        }

        @Test
        void a_few_periods_say_nothing() throws Exception {
            root.groups("0::/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
            version2("/sys/fs/cgroup/app", "50000 100000", 0, 0, 0);
            after(0);
            version2("/sys/fs/cgroup/app", "50000 100000", 1_000_000, 19, 19);

            assertThat(after(60).status()).isEqualTo(Status.UP);
        }

        @Test
        void a_group_that_cannot_be_seen_is_unknown() throws Exception {
            root.groups("0::/app");
            root.file("/proc/self/mountinfo", "");

            Result result = new TestContext().run(probe);

            assertThat(result.cause()).isEqualTo("host.unreadable");
            assertThat(result.summary()).contains("no mount shows this control group");
        }
    }

    @Test
    void limits_are_those_given() throws Exception {
        probe = probe.limits(limits -> limits.load(Threshold.ratioAbove(0.1, 0.2)));
        root.cpu(1, 1, 0, 1);

        assertThat(after(0).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void the_processes_that_used_the_time_are_evidence_once_it_is_bad() throws Exception {
        process(10, "quiet", 0);
        process(11, "mad (one) x", 0);
        root.cpu(1, 1, 0, 9);
        TestContext context = new TestContext();
        assertThat(context.run(probe).cause()).isEqualTo("cpu.load-high");
        process(11, "mad (one) x", 5000);

        assertThat(probe.diagnose(context).toString())
                .contains("largest processes by CPU")
                .containsSubsequence("11, mad (one) x", "10, quiet, 0, 4");
    }

    private void process(int pid, String name, long ticks) throws IOException {
        root.file(
                "/proc/" + pid + "/stat",
                pid + " (" + name + ") S 1 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 7 0 99 0 1024 0 0\n");
    }

    private void version2(String group, String quota, long micros, long periods, long throttled) throws IOException {
        root.file(group + "/cpu.max", quota + "\n")
                .file(
                        group + "/cpu.stat",
                        "usage_usec " + micros + "\nnr_periods " + periods + "\nnr_throttled " + throttled + "\n");
    }

    private void version1(long nanos, long periods, long throttled) throws IOException {
        root.file("/sys/fs/cgroup/cpu/app/cpu.cfs_quota_us", "100000\n")
                .file("/sys/fs/cgroup/cpu/app/cpu.cfs_period_us", "100000\n")
                .file(
                        "/sys/fs/cgroup/cpu/app/cpu.stat",
                        "nr_periods " + periods + "\nnr_throttled " + throttled + "\nthrottled_time 5\n")
                .file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
                .file("/sys/fs/cgroup/cpuacct/app/cpuacct.usage", nanos + "\n");
    }

    private static OptionalDouble value(Result result, String name) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals(name))
                .mapToDouble(Observation::value)
                .findFirst();
    }
}
