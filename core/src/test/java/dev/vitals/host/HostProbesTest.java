package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.Group;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProbesTest {
    @Test
    void the_standard_checks_are_local_and_none_is_critical_or_restarts_the_process() {
        assertThat(HostProbes.standard().checks())
                .extracting(Check::name)
                .containsExactly(
                        "host.disk",
                        "host.temp",
                        "host.memory",
                        "host.cpu",
                        "host.pressure",
                        "host.swap",
                        "host.descriptors",
                        "host.tasks",
                        "host.sockets",
                        "host.clock");
        assertThat(HostProbes.standard().checks()).allSatisfy(check -> {
            assertThat(check.policy().impact()).isNotEqualTo(Impact.CRITICAL);
            assertThat(check.policy().scope()).isEqualTo(Scope.LOCAL);
            assertThat(check.policy().groups()).doesNotContain(Group.LIVE);
        });
    }

    @Test
    void the_disk_is_that_of_the_working_directory() {
        assertThat(HostProbes.standard().checks().get(0).policy().resource())
                .contains(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void each_check_can_be_tuned_alone() {
        HostProbes tuned = HostProbes.standard()
                .without("disk", "temp", "memory", "pressure", "swap", "descriptors", "tasks", "sockets", "clock")
                .limits(CpuLimits.class, limits -> limits.used(Threshold.ratioAbove(0.5, 0.6)))
                .policy("cpu", policy -> policy.impact(Impact.MINOR));

        assertThat(tuned.checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("host.cpu");
            assertThat(check.policy().impact()).isEqualTo(Impact.MINOR);
        });
        assertThat(tuned.faults()).isEmpty();
    }

    /** As on macOS and Windows. */
    @Test
    void without_proc_the_application_starts_and_says_what_it_does_not_know(@TempDir Path nothing) {
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .add(HostProbes.from(new HostSource(nothing)).without("disk", "temp"))
                .build()) {
            assertThat(vitals.report().checks()).allSatisfy(check -> {
                boolean byTheVirtualMachine =
                        List.of("host.cpu", "host.descriptors", "host.clock").contains(check.name());
                assertThat(check.result().status() == Status.UNKNOWN)
                        .as(check.name())
                        .isNotEqualTo(byTheVirtualMachine);
                assertThat(check.result().summary())
                        .contains(byTheVirtualMachine ? "" : "needs /proc, which " + System.getProperty("os.name"));
            });
        }
    }

    @Test
    void checks_that_run_together_read_each_file_once(@TempDir Path directory) throws Exception {
        FakeRoot root = new FakeRoot(directory).machine();
        AtomicLong nanoTime = new AtomicLong();
        HostSource source = new HostSource(directory, nanoTime::get);
        Probe memory = MemoryProbe.from(source);
        TestContext first = new TestContext("first", Duration.ofSeconds(5));

        assertThat(first.run(memory).summary()).startsWith("40 % used");
        root.memory(1000, 100).file("/proc/vmstat", "pswpin 0");

        nanoTime.set(999_999_999);
        // within the second, another check sees what the first saw, and the first sees what is new
        assertThat(new TestContext("second", Duration.ofSeconds(5)).run(memory).summary())
                .startsWith("40 % used");
        assertThat(first.run(memory).summary()).startsWith("90 % used");
    }

    @Test
    void both_families_fit_into_one_aggregator_beside_checks_of_the_same_kind() {
        try (Vitals vitals = Vitals.builder("test")
                .add(HostProbes.standard().without("memory"))
                .add(JvmProbes.standard())
                .check("disk", DiskProbe.at(Path.of("/")))
                .build()) {
            assertThat(vitals.report().checks())
                    .extracting(CheckReport::name)
                    .contains("host.disk", "jvm.heap", "jvm.deadlocks", "disk");
        }
    }
}
