package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.probe.Check;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Scope;
import dev.vitals.report.CheckReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostProbesTest {
    @Test
    void the_standard_checks_are_disk_and_memory_and_none_is_critical() {
        assertThat(HostProbes.standard().checks()).extracting(Check::name).containsExactly("host.disk", "host.memory");
        assertThat(HostProbes.standard().checks()).allSatisfy(check -> {
            assertThat(check.policy().impact()).isEqualTo(Impact.MAJOR);
            assertThat(check.policy().scope()).isEqualTo(Scope.LOCAL);
        });
    }

    @Test
    void the_disk_is_that_of_the_working_directory() {
        assertThat(HostProbes.standard().checks().get(0).policy().resource())
                .contains(Path.of("").toAbsolutePath().toString());
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
