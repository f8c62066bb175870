package dev.vitals.spring.tests;

import dev.vitals.spring.tests.Apps.Servers;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What this library adds to a web application with a database and a Redis, beside what Actuator adds: each application
 * starts in a virtual machine of its own, one after the other, several times over. By hand, since it takes minutes:
 *
 * <pre>
 * mvn -Dquick -pl spring-autoconfigure/boot-4 -am test -Dtest=StartUpCost -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class StartUpCost {
    private static final int TIMES = 3;

    /** What no web application has that does not want it. */
    private static final String NEVER =
            ".*(webflux|reactor-netty|security|junit|assertj|awaitility|testkit|embedded|-binaries-|commons-pool2).*";

    static final String ACTUATOR = ".*(actuator|spring-boot-health|micrometer-metrics|micrometer-(core|jakarta)).*";

    /** This build's modules, as folders or as jars, and the client that comes with them. */
    private static final String VITALS = ".*(/target/classes|/vitals-[^/]*\\.jar|/(jedis|json|gson)-[^/]*\\.jar)";

    @Test
    void measure() throws Exception {
        Map<String, List<Cost>> all = new LinkedHashMap<>();
        for (int i = 0; i < TIMES; i++) {
            add(all, "web, JDBC and Redis", ACTUATOR + "|" + VITALS, "/");
            add(all, "+ Actuator (`db`, `redis`, `diskSpace`)", VITALS, "/actuator/health");
            add(all, "+ Vitals", ACTUATOR, "/health");
            add(all, "+ both", "nothing", "/actuator/vitals");
        }
        System.out.println("| application | ready after | heap after collection | metaspace | threads | classes |");
        System.out.println("|---|---|---|---|---|---|");
        all.forEach((name, costs) -> System.out.printf(
                "| %s | %d ms | %.1f MiB | %.1f MiB | %d | %d |%n",
                name, median(costs, 0), mebi(costs, 1), mebi(costs, 2), median(costs, 3), median(costs, 4)));
    }

    private static void add(Map<String, List<Cost>> all, String name, String without, String path) throws Exception {
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(run(without, path));
    }

    static Cost run(String without, String path) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(NEVER) && !entry.matches(without))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                CostApplication.class.getName(),
                path,
                "--server.port=0",
                "--logging.level.root=warn",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=health,vitals"));
        Servers.properties().forEach(property -> command.add("--" + property));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String line = output.lines()
                .filter(each -> each.startsWith(CostApplication.MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(output));
        String[] words = line.substring(CostApplication.MARK.length()).split(" ");
        return new Cost(Stream.of(words).map(Long::valueOf).toList());
    }

    private static double mebi(List<Cost> costs, int number) {
        return median(costs, number) / 1024.0 / 1024.0;
    }

    private static long median(List<Cost> costs, int number) {
        return costs.stream()
                .map(cost -> cost.numbers().get(number))
                .sorted()
                .toList()
                .get(costs.size() / 2);
    }

    /** Milliseconds, bytes of heap and of metaspace, threads, classes. */
    record Cost(List<Long> numbers) {}
}
