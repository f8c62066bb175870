package dev.vitals.spring.tests.more;

import dev.vitals.spring.tests.Apps;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications that have Spring Security, and asks them as one user or another. Passwords are names with an s. */
final class Secured {
    private Secured() {}

    static ConfigurableApplicationContext start(Class<?> source, WebApplicationType type, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "management.endpoints.web.exposure.include=health,vitals",
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.health.show-details=when-authorized",
                "management.endpoint.vitals.access=unrestricted",
                "vitals.endpoint.enabled=true"));
        all.addAll(List.of(properties));
        return Apps.startAlone(source, type, all.toArray(String[]::new));
    }

    static String login(String user) {
        byte[] both = (user + ":" + user + "s").getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    static HttpResponse<String> get(ConfigurableApplicationContext application, String path) {
        return Apps.get(application, path, "Accept", "application/json");
    }

    static HttpResponse<String> get(ConfigurableApplicationContext application, String path, String login) {
        return Apps.get(application, path, "Accept", "application/json", "Authorization", login);
    }

    static HttpResponse<String> dump(ConfigurableApplicationContext application, String path, String login) {
        return post(application, path, "{\"by\":\"me\"}", "Content-Type", "application/json", "Authorization", login);
    }

    static HttpResponse<String> post(
            ConfigurableApplicationContext application, String path, String body, String... headers) {
        int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return Apps.send(port, "POST", path, body, headers);
    }
}
