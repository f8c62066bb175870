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

class TaskProbeTest {
    @TempDir
    private Path directory;

    private FakeRoot root;
    private final TestContext context = new TestContext();

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory).machine();
    }

    private Result check() throws Exception {
        return context.run(TaskProbe.from(new HostSource(directory)));
    }

    @Test
    void the_machine_has_room() throws Exception {
        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .isEqualTo("5 % used: 500 of 10000 processes and threads of this machine (warn 80 %)");
    }

    @Test
    void a_full_machine_is_down_with_the_setting_to_raise() throws Exception {
        root.file("/proc/sys/kernel/pid_max", "520\n");

        Result result = check();

        assertThat(result.cause()).isEqualTo("tasks.exhausted");
        assertThat(result.remedies().toString()).contains("sysctl");
    }

    @Test
    void the_limit_of_a_container_counts_in_both_versions_and_on_parents() throws Exception {
        root.groups("8:pids:/app", "0::/").mount("/", "/sys/fs/cgroup/pids", "cgroup", "rw,pids");
        pids("/sys/fs/cgroup/pids/app", "100", 80, 0);
        assertThat(check().summary())
                .isEqualTo("80 % used: 80 of 100 processes and threads of this container (warn 80 %)");

        root.groups("0::/pod/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
        pids("/sys/fs/cgroup/pod", "100", 95, 0);
        pids("/sys/fs/cgroup/pod/app", "max", 5, 0);
        assertThat(check().cause()).isEqualTo("tasks.exhausted");
    }

    @Test
    void a_refusal_is_reported_once() throws Exception {
        root.groups("0::/app").mount("/", "/sys/fs/cgroup", "cgroup2", "rw");
        pids("/sys/fs/cgroup/app", "100", 5, 7);
        assertThat(check().status()).isEqualTo(Status.UP);
        pids("/sys/fs/cgroup/app", "100", 5, 9);

        Result result = check();

        assertThat(result.cause()).isEqualTo("tasks.refused");
        assertThat(result.summary()).startsWith("refused to this container since the previous sample: 2 processes");
        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @Test
    void what_a_user_has_is_counted_once_the_machine_has_as_many() throws Exception {
        root.file("/proc/self/status", "Threads:\t20\nUid:\t1000\t1000\t1000\t1000\n")
                .file("/proc/self/limits", FakeRoot.limits("600", "1000"));
        process(10, 1000, 500);
        process(11, 1001, 5000);
        process(12, 1000, 70);

        Result result = check();

        assertThat(result.summary()).startsWith("95 % used: 570 of 600 processes and threads of this user");
        assertThat(result.cause()).isEqualTo("tasks.exhausted");
        assertThat(result.evidence().toString()).contains("uid 1000");

        root.file("/proc/self/limits", FakeRoot.limits("700", "1000"));
        assertThat(check().summary()).contains("of this machine");
    }

    private void process(int pid, int uid, int threads) throws IOException {
        root.file(
                        "/proc/" + pid + "/stat",
                        pid + " (x) S 1 1 1 0 -1 0 0 0 0 0 1 0 0 0 20 0 " + threads + " 0 99 0 1024 0 0\n")
                .file("/proc/" + pid + "/status", "Name:\tx\nUid:\t" + uid + "\t" + uid + "\n");
    }

    private void pids(String group, String most, long used, long refused) throws IOException {
        root.file(group + "/pids.max", most + "\n")
                .file(group + "/pids.current", used + "\n")
                .file(group + "/pids.events", "max " + refused + "\n");
    }
}
