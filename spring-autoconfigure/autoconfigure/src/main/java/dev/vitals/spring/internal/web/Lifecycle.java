package dev.vitals.spring.internal.web;

import dev.vitals.endpoint.HealthResponse;
import dev.vitals.probe.Group;
import java.util.Optional;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

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
        boolean ready = isOf(path, Group.READY);
        if (ready && availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
            return Optional.of(HealthResponse.problem(
                    503, "the application takes no traffic: it is still starting, or is shutting down"));
        }
        boolean live = isOf(path, Group.LIVE);
        return live && availability.getLivenessState() == LivenessState.BROKEN
                ? Optional.of(HealthResponse.problem(503, "the application has declared itself broken"))
                : Optional.empty();
    }

    private static boolean isOf(String path, String group) {
        return path.equals("/" + group) || path.startsWith("/" + group + "/");
    }
}
