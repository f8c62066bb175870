package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.HealthResponse;
import dev.vitals.probe.Group;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.util.StringUtils;

/**
 * What Spring Boot knows of the application's own state, which comes before what any check says: it takes no traffic
 * before it has started and once it is shutting down.
 */
public final class Lifecycle {
    private final ApplicationAvailability availability;

    public Lifecycle(ApplicationAvailability availability) {
        this.availability = availability;
    }

    /** Returns the answer to a request below the base that needs no check; empty for all others. */
    public Optional<HealthResponse> refusal(String path) {
        boolean ready = isOf(path, Group.READY, "readyz");
        if (ready && availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
            return Optional.of(HealthResponse.problem(
                    503, "the application takes no traffic: it is still starting, or is shutting down"));
        }
        boolean live = isOf(path, Group.LIVE, "livez");
        return live && availability.getLivenessState() == LivenessState.BROKEN
                ? Optional.of(HealthResponse.problem(503, "the application has declared itself broken"))
                : Optional.empty();
    }

    /** By the path's first word, which the handler decodes too. */
    private static boolean isOf(String path, String group, String alias) {
        String first = path.replaceFirst("^/", "").replaceFirst("/.*", "");
        try {
            String word = StringUtils.uriDecode(first, StandardCharsets.UTF_8);
            return word.equals(group) || word.equals(alias);
        } catch (IllegalArgumentException malformed) {
            return false; // the handler refuses it
        }
    }
}
