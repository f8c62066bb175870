package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SocketProbeTest {
    @TempDir
    private Path directory;

    private FakeRoot root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = new FakeRoot(directory).machine();
        sockstat(300, 100);
        root.file("/proc/sys/net/ipv4/tcp_mem", "1\t2\t1000\n")
                .file("/proc/sys/net/ipv4/ip_local_port_range", "40000\t40099\n")
                .file("/proc/net/tcp", table());
    }

    private Result check() throws Exception {
        return new TestContext().run(SocketProbe.from(new HostSource(directory)));
    }

    @Test
    void few_sockets_are_not_listed() throws Exception {
        root.file("/proc/net/tcp", "x");
        sockstat(75, 100); // and 4 remembered ones

        assertThat(check().summary()).isEqualTo("sockets: 79, too few to run short of anything");
    }

    @Test
    void connections_that_the_kernel_only_remembers_are_not_listed_as_long_as_there_are_ports() throws Exception {
        root.file("/proc/net/tcp", "x").file("/proc/sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        sockstat(150, 100, 5_000);

        assertThat(check().summary()).isEqualTo("sockets: 5150, too few to run short of anything");
    }

    private void sockstat(long inuse, long pages) throws IOException {
        sockstat(inuse, pages, 4);
    }

    private void sockstat(long inuse, long pages, long remembered) throws IOException {
        root.file(
                "/proc/net/sockstat",
                "sockets: used 9\nTCP: inuse " + inuse + " orphan 3 tw " + remembered + " alloc 5 mem " + pages
                        + "\nUDP: inuse 0 mem 0\n");
    }

    private static String table(String... lines) {
        return "  sl  local_address rem_address   st tx_queue rx_queue\n" + String.join("", lines);
    }

    private static String line(int localPort, String remote, String state) {
        return String.format(
                "   0: 0100007F:%04X %s %s 00000000:00000000 00:00000000 00000000%n", localPort, remote, state);
    }

    @Test
    void sockets_are_counted_by_state() throws Exception {
        root.file("/proc/net/tcp", table(line(80, "00000000:0000", "0A"), line(80, "0100007F:1F90", "01")))
                .file("/proc/net/tcp6", table(line(80, "00:01", "08"), line(80, "00:02", "06")));

        assertThat(check().summary())
                .isEqualTo("1 connections established, 1 not closed by this side, 1 remembered for a while");
    }

    @Test
    void memory_that_runs_out_is_reported() throws Exception {
        sockstat(10, 800);
        assertThat(check().cause()).isEqualTo("sockets.memory");
        assertThat(check().status()).isEqualTo(Status.DEGRADED);
        sockstat(10, 950);
        assertThat(check().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void ports_run_out_towards_one_address_not_towards_many() throws Exception {
        List<String> one = new ArrayList<>();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            one.add(line(40_000 + i, "0200007F:1F90", "06"));
            many.add(line(40_000 + i, String.format("0200007F:%04X", i + 1), "06"));
        }
        root.file("/proc/net/tcp", table(many.toArray(String[]::new)));
        assertThat(check().status()).isEqualTo(Status.UP);

        root.file("/proc/net/tcp", table(one.toArray(String[]::new)));
        Result result = check();
        assertThat(result.cause()).isEqualTo("sockets.ports");
        assertThat(result.summary())
                .isEqualTo("80 of 100 ports for outgoing connections used towards one address (warn 80 %)");
    }

    @Test
    void more_sockets_than_can_be_listed_are_not_listed() throws Exception {
        sockstat(60_000, 100);

        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("too many sockets to list; their memory is watched");
        assertThat(result.observations())
                .extracting(Observation::name)
                .doesNotContain("sockets.close-wait", "sockets.ports.ratio");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void real_connections_that_this_side_does_not_close_are_reported() throws Exception {
        SocketProbe probe = SocketProbe.create().limits(limits -> limits.closeWait(Threshold.countAbove(5, 5)));
        List<Socket> mine = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 5; i++) {
                mine.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                server.accept().close();
            }
            Awaitility.await().untilAsserted(() -> {
                Result result = new TestContext().run(probe);
                assertThat(result.cause()).isEqualTo("sockets.close-wait");
                assertThat(result.evidence().toString()).contains("close-wait");
            });
        } finally {
            for (Socket socket : mine) {
                socket.close();
            }
        }
    }
}
