package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The kernel's own limits, reached. */
@EnabledOnOs(OS.LINUX)
class HostLimitsRealTest {
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable");

    @Test
    void a_quota_that_is_used_up_shows_as_throttling() throws Exception {
        try (RealGroup group = realGroup("cpu", "cpu.cfs_quota_us", "cpu.max", "50000")) {
            ChildJvm child = ChildJvm.startBelow(group.joinScript(), LimitsChild.class, SMALL, "cpu");
            try (child) {
                assertThat(child.line()).isEqualTo("ready");
                // So little that even on a busy machine the group gets more than that.
                group.write("cpu.cfs_quota_us", "cpu.max", "5000");
                child.send("");
                assertThat(child.line())
                        .matches("cpu.throttled \\d+ % of the periods of the last minute ended with this container"
                                + " stopped, its quota of 0.05 CPUs used up \\(warn 25 %\\)");
            }
            awaitEnd(child);
        }
    }

    @Test
    void a_limit_of_threads_that_is_reached_shows_as_refused() throws Exception {
        try (RealGroup group = realGroup("pids", "pids.max", "pids.max", "60")) {
            List<String> lines = lines(group.joinScript(), "tasks", 2);

            assertThat(lines.get(0)).startsWith("ok ").contains(" of 60 processes and threads of this container");
            assertThat(lines.get(1)).startsWith("tasks.refused refused to this container since the previous sample: ");
        }
    }

    @Test
    void this_machine_answers_every_check_it_can() throws Exception {
        assertThat(lines("exec \"$@\"", "all", 8)).noneMatch(line -> line.contains("host.unreadable"));
    }

    /** As lxcfs does badly, or a container that hides files: what cannot be read is unknown, and the rest is not. */
    @Test
    void files_that_say_nothing_and_another_namespace_of_processes_leave_the_rest_known() throws Exception {
        String hide = "mount --bind /dev/null /proc/loadavg && mount --bind /dev/null /proc/meminfo && exec \"$@\"";
        List<String> lines;
        try {
            lines = lines("exec unshare -m -p -f sh -c '" + hide + "' sh \"$@\"", "all", 8);
        } catch (IOException e) {
            System.out.println("NOT TESTED in namespaces: this machine does not let us make them (" + e + ")");
            abort("no right to make namespaces");
            return;
        }
        assertThat(lines)
                .filteredOn(line -> line.contains("unreadable"))
                .extracting(line -> line.split(" ", 2)[0])
                .containsExactly("host.memory", "host.cpu", "host.swap", "host.tasks");
    }

    @Test
    void swap_is_as_this_machine_has_it() throws Exception {
        boolean none = Files.readAllLines(Path.of("/proc/swaps")).size() < 2;

        assertThat(new TestContext().run(SwapProbe.create()).summary().equals("no swap"))
                .isEqualTo(none);
    }

    private static List<String> lines(String script, String what, int number) throws IOException {
        ChildJvm child = ChildJvm.startBelow(script, LimitsChild.class, SMALL, what);
        List<String> lines = new ArrayList<>();
        try (child) {
            for (int i = 0; i < number; i++) {
                lines.add(child.line());
            }
        }
        awaitEnd(child);
        return lines;
    }

    private static void awaitEnd(ChildJvm child) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !ProcessHandle.of(child.pid())
                        .map(ProcessHandle::isAlive)
                        .orElse(false));
    }

    private static RealGroup realGroup(String controller, String fileV1, String fileV2, String value) {
        try {
            return RealGroup.under(controller, fileV1, fileV2, value);
        } catch (IOException e) {
            System.out.println("NOT TESTED in a real control group: this machine does not let us make one (" + e + ")");
            return abort("no right to make a control group");
        }
    }
}
