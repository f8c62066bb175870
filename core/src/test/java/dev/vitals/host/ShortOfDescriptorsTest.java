package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
class ShortOfDescriptorsTest {
    /** The limit of a running process is seen, and so is that it was raised. */
    @Test
    void a_limit_that_changes_under_a_running_process_is_seen() throws Exception {
        DescriptorProbe probe = DescriptorProbe.create();
        long pid = ProcessHandle.current().pid();
        Result before = new TestContext().run(probe);
        long limit = count(before, "descriptors.limit");
        long less = limit - 1;
        if (prlimit(pid, less) != 0) {
            System.out.println("NOT TESTED with prlimit: this machine does not let us change a limit");
            abort("no prlimit");
        }
        try {
            assertThat(count(new TestContext().run(probe), "descriptors.limit")).isEqualTo(less);
        } finally {
            prlimit(pid, limit);
        }
        assertThat(count(new TestContext().run(probe), "descriptors.limit")).isEqualTo(limit);
    }

    private static int prlimit(long pid, long soft) throws InterruptedException {
        try {
            return new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + soft + ":")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static long count(Result result, String name) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals(name))
                .mapToLong(observation -> (long) observation.value())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"699, UP, ok", "700, DEGRADED, descriptors.high", "900, DOWN, descriptors.exhausted"})
    void the_machine_s_own_limit_counts(int open, Status status, String cause, @TempDir Path directory)
            throws Exception {
        FakeRoot root = new FakeRoot(directory).machine();
        root.file("/proc/self/limits", FakeRoot.limits("1", "1000000")).file("/proc/self/fd/0", "");
        root.file("/proc/sys/fs/file-nr", open + "\t0\t1000\n");

        Result result = new TestContext().run(DescriptorProbe.from(new HostSource(directory)));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.cause()).isEqualTo(cause);
    }

    @Test
    void no_probe_is_down_because_no_file_can_be_opened() throws Exception {
        try (ChildJvm child =
                ChildJvm.startBelow("ulimit -n 64 && exec \"$@\"", DescriptorHog.class, List.of("-XX:+UseSerialGC"))) {
            child.line(); // what was wrong before
            child.line();
            assertThat(child.line()).startsWith("known disk: ok ");
            assertThat(child.line()).startsWith("new disk: ok ");
            assertThat(child.line()).startsWith("memory: memory.unreadable ");
            assertThat(child.line()).startsWith("heap: ok ");
            assertThat(child.line())
                    .startsWith("descriptors: descriptors.exhausted 100 % used: 64 of 64 file descriptors (fail 90 %)");
            assertThat(child.line())
                    .isEqualTo("host.cpu host.unreadable, host.descriptors descriptors.exhausted, host.memory"
                            + " memory.unreadable, host.pressure host.unreadable, host.sockets host.unreadable,"
                            + " host.swap host.unreadable, host.tasks host.unreadable");
            assertThat(child.line())
                    .startsWith("host.descriptors explains ")
                    .contains("host.memory", "host.cpu", "host.tasks");
        }
    }
}
