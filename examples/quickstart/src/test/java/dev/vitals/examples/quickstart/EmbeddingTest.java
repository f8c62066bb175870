package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.options.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first example, taken from its text, compiled, and run against real servers in a process of its own. */
class EmbeddingTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>\\s*<groupId>dev\\.vitals</groupId>\\s*"
            + "<artifactId>vitals-([a-z-]+)</artifactId>\\s*<version>([^<]+)</version>\\s*</dependency>");

    @TempDir
    private Path classes;

    @Test
    void it_compiles_stays_alive_and_serves_the_health_of_its_servers() throws Exception {
        ServerOptions options = ServerOptions.defaults();
        try (PostgresServer postgres = PostgresServer.start(options);
                RedisServer redis = RedisServer.start(options)) {
            String example = example();
            example = with(example, "jdbc:postgresql://localhost/orders?user=orders&password=secret", url(postgres));
            example = with(example, "\"redis://localhost\"", "\"" + redis.uri() + "\"");
            int port = compileWithPort(example);

            Process application = start();
            try {
                // Not the whole application's status: a busy machine is said to be one.
                await().atMost(Duration.ofMinutes(3))
                        .untilAsserted(() -> assertThat(health(port, application))
                                .contains("\"application\":\"orders\"", "\"ready\":true", "until 2099-12-31")
                                .contains("\"orders-db.connect\":{\"status\":\"UP\"")
                                .contains("\"sessions.ping\":{\"status\":\"UP\""));
                assertThat(application.isAlive()).isTrue();
            } finally {
                application.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void its_dependencies_are_modules_of_this_version() throws IOException {
        Matcher parent = Pattern.compile("<artifactId>vitals-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(parent.find()).isTrue();

        List<String[]> dependencies = DEPENDENCY
                .matcher(ReadmeTest.readme())
                .results()
                .map(found -> new String[] {found.group(1), found.group(2)})
                .toList();

        assertThat(dependencies).hasSize(2).allSatisfy(dependency -> {
            assertThat(ROOT.resolve(dependency[0]).resolve("pom.xml")).exists();
            assertThat(dependency[1]).isEqualTo(parent.group(1));
        });
    }

    private static String example() throws IOException {
        String readme = ReadmeTest.readme();
        String rest = readme.substring(readme.indexOf("```java\nimport ") + "```java\n".length());
        return rest.substring(0, rest.indexOf("```"));
    }

    private static String with(String example, String ours, String here) {
        assertThat(example.split(Pattern.quote(ours), -1)).as(ours).hasSize(2);
        return example.replace(ours, here);
    }

    private static String url(PostgresServer server) {
        return server.jdbcUrl() + (server.jdbcUrl().contains("?") ? "&" : "?") + "user=" + server.user() + "&password="
                + server.password();
    }

    /** Returns the port it will serve on, which is kept from other processes as long as can be. */
    private int compileWithPort(String example) throws IOException {
        try (ClosedPort reserved = ClosedPort.reserve()) {
            compile(with(example, "serve(8081)", "serve(" + reserved.port() + ")"));
            return reserved.port();
        }
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(classes.resolve("Orders.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, "Orders")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(classes.resolve("output").toFile()))
                .start();
    }

    /** Returns the report, or nothing while there is none yet. */
    private String health(int port, Process application) throws Exception {
        assertThat(application.isAlive())
                .as(() -> "the application ended: " + output())
                .isTrue();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException notYet) {
            return "";
        }
    }

    private String output() {
        try {
            return Files.readString(classes.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
