package dev.vitals.spring.tests;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications in this virtual machine, over one PostgreSQL and one Redis for all of them, and asks them. */
public final class Apps {
    static {
        // A virtual machine has one such factory, and these tests have several Tomcats.
        TomcatURLStreamHandlerFactory.disable();
    }

    private Apps() {}

    /** The servers that all applications share. They end with the virtual machine. */
    public static final class Servers {
        static final PostgresServer POSTGRES = PostgresServer.start();
        public static final RedisServer REDIS = RedisServer.start();

        private Servers() {}

        static List<String> properties() {
            return List.of(
                    "spring.datasource.url=" + POSTGRES.jdbcUrl(),
                    "spring.datasource.username=" + POSTGRES.user(),
                    "spring.datasource.password=" + POSTGRES.password(),
                    "spring.data.redis.url=" + REDIS.uri());
        }
    }

    /** Starts an application over the servers. */
    static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
        return start(Application.class, type, properties);
    }

    /** Starts an application of a kind of its own over the servers. */
    static ConfigurableApplicationContext start(Class<?> source, WebApplicationType type, String... properties) {
        List<String> all = new ArrayList<>(Servers.properties());
        all.addAll(List.of(properties));
        return startAlone(source, type, all.toArray(String[]::new));
    }

    /** Starts an application over what its properties say. */
    public static ConfigurableApplicationContext startAlone(Class<?> source, WebApplicationType type, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "logging.level.root=off",
                "spring.application.name=shop",
                "vitals.start-up-grace=0s"));
        if (Application.class.isAssignableFrom(source)) {
            all.add("vitals.checks.licence.interval=200ms");
        }
        all.addAll(List.of(properties));
        return new SpringApplicationBuilder(source)
                .web(type)
                .registerShutdownHook(false)
                .run(all.stream().map(each -> "--" + each).toArray(String[]::new));
    }

    public static HttpResponse<String> get(ConfigurableApplicationContext application, String path, String... headers) {
        return get(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class), path, headers);
    }

    static HttpResponse<String> get(int port, String path, String... headers) {
        return send(port, "GET", path, "", headers);
    }

    public static HttpResponse<String> send(int port, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client().send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Each request has a connection of its own: Reactor Netty 1.3.7 now and then does not answer the request that follows
     * one that was answered from another thread, on Spring Boot 4.1.1 without this library too.
     */
    private static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
