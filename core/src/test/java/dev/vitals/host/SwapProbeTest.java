package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.facts.Processes;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapProbeTest {
    @TempDir
    private Path directory;

    private FakeRoot root;
    private final TestContext context = new TestContext();

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory).machine();
    }

    private Result check() throws Exception {
        return context.run(SwapProbe.from(new HostSource(directory)));
    }

    private void swap(long freeMb, long bytesRead) throws IOException {
        root.file(
                        "/proc/meminfo",
                        "MemTotal: 1024 kB\nMemAvailable: 512 kB\nSwapTotal: 1024000 kB\nSwapFree: " + freeMb * 1024
                                + " kB\n")
                .file("/proc/vmstat", "pswpin " + bytesRead / Processes.pageSize() + "\n");
    }

    @Test
    void a_machine_without_swap_is_fine() throws Exception {
        assertThat(check().summary()).isEqualTo("no swap");
    }

    @Test
    void full_swap_that_nobody_reads_is_fine() throws Exception {
        swap(0, 0);
        check();

        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("100 % of 1000 MiB swap used (warn 80 %)");
    }

    @Test
    void nearly_full_swap_that_is_read_is_reported() throws Exception {
        swap(200, 0);
        check();
        swap(200, 1 << 20);

        Result result = check();

        assertThat(result.cause()).isEqualTo("memory.swap-full");
        assertThat(result.summary()).isEqualTo("80 % of 1000 MiB swap used (warn 80 %), read back at 1 MiB/s");
    }

    @Test
    void swap_that_is_read_fast_is_reported_however_empty_it_is() throws Exception {
        swap(900, 0);
        check();
        swap(900, 4 << 20);

        Result result = check();

        assertThat(result.cause()).isEqualTo("memory.swapping");
        assertThat(result.summary()).isEqualTo("10 % of 1000 MiB swap used, read back at 4 MiB/s (warn 4 MiB/s)");
    }
}
