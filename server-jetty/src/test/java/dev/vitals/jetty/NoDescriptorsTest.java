package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that has opened all the files it may. */
@EnabledOnOs(OS.LINUX)
class NoDescriptorsTest {
    private static final List<String> FEW = List.of("sh", "-c", "ulimit -n 256 && exec \"$@\"", "sh");

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "jetty"})
    void it_answers_by_descriptors_in_reserve_says_why_and_is_at_rest(String server) throws Exception {
        try (SickProcess process = SickProcess.start(FEW, List.of(), Hoard.class, server)) {
            // Tests run on directories of classes, each of which needs a descriptor to be loaded.
            assertThat(report(process.address())).contains("\"checks\"");
            process.goOn();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> report(process.address()).contains("no file descriptor left"));
            Duration before = spent(process);
            Thread.sleep(2_000); // at rest, as far as it knows
            assertThat(spent(process).minus(before)).isLessThan(Duration.ofMillis(1_500));

            process.goOn();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> HonestCalls.call(process.address()));
        }
    }

    private static Duration spent(SickProcess process) {
        return process.handle().info().totalCpuDuration().orElseThrow();
    }

    private static String report(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static final class Hoard {
        private Hoard() {}

        public static void main(String[] args) throws Exception {
            SickProcess.serve(args[0]);
            SickProcess.await();
            List<InputStream> hoard = hoard();
            System.out.println("full");
            SickProcess.await();
            for (InputStream one : hoard) {
                one.close();
            }
            System.out.println("freed");
            SickProcess.await();
        }

        /** Goes on for a while: the connection of the last request may still be there, and its descriptor free later. */
        private static List<InputStream> hoard() throws InterruptedException {
            List<InputStream> hoard = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                fill(hoard);
                Thread.sleep(50);
            }
            return hoard;
        }

        private static void fill(List<InputStream> hoard) {
            try {
                while (true) {
                    hoard.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException full) {
                // That is what it is for.
            }
        }
    }
}
