package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureProbeTest {
    @TempDir
    private Path directory;

    private FakeRoot root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory).machine();
    }

    private Result check() throws Exception {
        return new TestContext().run(PressureProbe.from(new HostSource(directory)));
    }

    private void pressure(String where, double cpu, double memory, double memoryFull, double ioFull)
            throws IOException {
        root.file(where + "cpu" + suffix(where), "some avg10=99.00 avg60=" + cpu + " avg300=0.00 total=1\n")
                .file(where + "memory" + suffix(where), lines(memory, memoryFull))
                .file(where + "io" + suffix(where), lines(99, ioFull));
    }

    private static String suffix(String where) {
        return where.startsWith("/proc") ? "" : ".pressure";
    }

    private static String lines(double some, double full) {
        return "some avg10=99.00 avg60=" + some + " avg300=0.00 total=1\nfull avg10=99.00 avg60=" + full
                + " avg300=0.00 total=1\n";
    }

    @ParameterizedTest
    @CsvSource({
        "79.99, 9.99, 0, 24.99, UP, ok",
        "80, 0, 0, 0, DEGRADED, cpu.pressure",
        "0, 10, 0, 0, DEGRADED, memory.pressure",
        "0, 50, 40, 0, DOWN, memory.pressure",
        "0, 0, 0, 25, DEGRADED, io.pressure",
        "90, 20, 0, 90, DEGRADED, memory.pressure"
    })
    void what_is_short_is_named(
            double cpu, double memory, double memoryFull, double ioFull, Status status, String cause) throws Exception {
        pressure("/proc/pressure/", cpu, memory, memoryFull, ioFull);

        Result result = check();

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.cause()).isEqualTo(cause);
        assertThat(result.summary()).contains("on this machine");
        assertThat(result.remedies().isEmpty()).isEqualTo(status == Status.UP);
    }

    @Test
    void in_a_container_of_version_2_its_own_pressure_counts() throws Exception {
        pressure("/proc/pressure/", 90, 90, 90, 90);
        root.groups("0::/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
        root.file("/sys/fs/cgroup/app/cgroup.events", "populated 1\n");
        pressure("/sys/fs/cgroup/app/", 1, 2, 3, 4);

        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .isEqualTo("waiting in this container in the last minute: cpu 1 %, memory 2 %, io 99 %");
    }

    /** The top group of a machine has the files too, but is no container. */
    @Test
    void on_a_hybrid_system_the_machine_counts() throws Exception {
        pressure("/proc/pressure/", 1, 2, 3, 4);
        root.groups("4:memory:/app", "0::/").mount("/", "/sys/fs/cgroup/unified", "cgroup2", "rw");
        pressure("/sys/fs/cgroup/unified/", 90, 90, 90, 90);

        assertThat(check().summary()).contains("on this machine");
    }

    @Test
    void a_kernel_that_keeps_no_account_is_unknown() throws Exception {
        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("host.unsupported");
        assertThat(result.summary()).contains("psi=1");
    }

    @Test
    void garbage_is_not_taken_for_health() throws Exception {
        root.file("/proc/pressure/memory", "some avg60=x\n").file("/proc/pressure/cpu", "some avg60=-4\n");

        assertThat(check().status()).isEqualTo(Status.UNKNOWN);
    }
}
