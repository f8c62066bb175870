package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What concerns a whole process: the modules it has, the log it writes, whether it stays alive. */
class ServingProcessTest {
    @Test
    void without_the_module_of_the_server_all_works_but_serving_which_names_it() throws Exception {
        List<String> modules = List.of("--limit-modules", "java.management,jdk.management,java.logging");

        assertThat(output(modules, WithoutServer.class))
                .contains("orders   UP")
                .contains("IllegalStateException: serving health needs the module jdk.httpserver")
                .contains("--add-modules jdk.httpserver");
    }

    @Test
    void the_log_says_in_one_line_where_health_is_served() throws Exception {
        List<String> log = List.of("-Dslf4j.provider=" + PrintedLog.class.getName());

        assertThat(output(log, Served.class).lines().filter(line -> line.startsWith("INFO")))
                .singleElement()
                .asString()
                .matches("INFO dev\\.vitals\\.endpoint health is served at http://127\\.0\\.0\\.1:[1-9]\\d*/health");
    }

    private static String output(List<String> options, Class<?> main) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Vitals healthy() {
        return Vitals.builder("orders")
                .check("a", context -> Result.up("fine"))
                .schedule(false)
                .build();
    }

    /** Ends by itself, since all threads of the aggregator are daemons. */
    static final class WithoutServer {
        public static void main(String[] args) {
            Vitals vitals = healthy();
            System.out.println(TextFormat.DEFAULT.render(vitals.report(), Access.DETAIL));
            try {
                vitals.serve(0);
            } catch (IllegalStateException e) {
                System.out.println(e);
            }
        }
    }

    /** Stays alive until the server is closed by another thread. */
    static final class Served {
        public static void main(String[] args) throws InterruptedException {
            HealthServer server = healthy().serve("localhost", 0);
            Thread closer = new Thread(server::close);
            closer.setDaemon(true);
            closer.start();
            server.join();
        }
    }
}
