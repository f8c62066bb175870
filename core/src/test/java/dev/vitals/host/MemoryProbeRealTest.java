package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.management.OperatingSystemMXBean;
import dev.vitals.host.facts.KernelFile;
import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class MemoryProbeRealTest {
    @Test
    void this_machine_has_the_size_the_jdk_sees() throws Exception {
        Result result = new TestContext().run(MemoryProbe.create());

        long jdk = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        assertThat(result.cause()).isNotEqualTo("memory.unreadable");
        assertThat(value(result, "memory.limit")).isCloseTo((double) jdk, within(4096.0));
    }

    @Test
    void a_real_group_is_measured_against_its_limit_and_its_kills_are_reported() throws Exception {
        RealGroup group = realGroup(512L << 20);
        try {
            ChildJvm child = ChildJvm.startBelow(
                    group.joinScript(), MemoryChild.class, List.of("-Xmx1g", "-Xmn8m", "-XX:+UseSerialGC"));
            try (child) {
                child.send("0");
                assertThat(child.line()).startsWith("ok ").contains(" of 512 MiB container limit (warn 90 %)");

                group.provokeKill();
                child.send("0");
                assertThat(child.line())
                        .startsWith("memory.oom-kills processes killed by the kernel for lack of memory")
                        .contains(" since the previous sample: 1; ");

                assertThat(causesWhileFilling(child)).containsExactly("ok", "memory.high", "memory.exhausted");
            }
            Awaitility.await()
                    .until(() -> !ProcessHandle.of(child.pid())
                            .map(ProcessHandle::isAlive)
                            .orElse(false));
        } finally {
            Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                group.close();
                return true;
            });
        }
    }

    @Test
    void file_cache_of_a_real_group_that_was_read_twice_is_not_in_use(@TempDir Path directory) throws Exception {
        RealGroup group = realGroup(240L << 20);
        try {
            // Written by the group itself: cache belongs to whoever fills it first.
            group.run("cd " + directory
                    + "; head -c 210000000 /dev/zero > f; sync f; for i in 1 2 3; do cat f > /dev/null; done");
            assertThat(KernelFile.find(group.directory().resolve("memory.stat"), "active_file")
                            .orElse(0))
                    .isGreaterThan(200_000_000);
            ChildJvm child =
                    ChildJvm.startBelow(group.joinScript(), MemoryChild.class, List.of("-Xmx64m", "-XX:+UseSerialGC"));
            try (child) {
                child.send("0");

                assertThat(child.line())
                        .startsWith("ok ")
                        .contains(" of 240 MiB container limit (warn 90 %); kubectl top shows ");
            }
            Awaitility.await()
                    .until(() -> !ProcessHandle.of(child.pid())
                            .map(ProcessHandle::isAlive)
                            .orElse(false));
        } finally {
            Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                group.close();
                return true;
            });
        }
    }

    private static Set<String> causesWhileFilling(ChildJvm child) throws IOException {
        Set<String> causes = new LinkedHashSet<>();
        while (!causes.contains("memory.exhausted")) {
            child.send("4");
            causes.add(child.line().split(" ", 2)[0]);
        }
        return causes;
    }

    private static RealGroup realGroup(long limit) {
        try {
            return RealGroup.withLimit(limit);
        } catch (IOException e) {
            System.out.println("NOT TESTED in a real control group: this machine does not let us make one (" + e + ")");
            return abort("no right to make a control group");
        }
    }

    private static double value(Result result, String name) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals(name))
                .mapToDouble(Observation::value)
                .findFirst()
                .orElseThrow();
    }
}
