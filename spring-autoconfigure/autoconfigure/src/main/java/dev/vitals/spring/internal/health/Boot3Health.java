package dev.vitals.spring.internal.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.health.AdditionalHealthEndpointPath;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthEndpointGroup;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.health.StatusAggregator;

/** The aggregator in the types of Spring Boot 3. {@link Boot4Health} is the same in those of Spring Boot 4. */
public final class Boot3Health {
    private static final Status DEGRADED = new Status(CheckHealth.DEGRADED);

    private Boot3Health() {}

    /** Returns all checks as one contributor. */
    public static CompositeHealthContributor all(Snapshot snapshot) {
        return of(snapshot, snapshot.names());
    }

    /** Returns the checks whose names end in a word as one contributor. */
    public static CompositeHealthContributor some(Snapshot snapshot, String suffix) {
        return of(snapshot, snapshot.names(suffix));
    }

    private static CompositeHealthContributor of(Snapshot snapshot, List<String> names) {
        Map<String, HealthContributor> members = new LinkedHashMap<>();
        for (String name : names) {
            HealthIndicator indicator = () -> health(snapshot.health(name));
            members.put(name, indicator);
        }
        return CompositeHealthContributor.fromMap(members);
    }

    private static Health health(CheckHealth check) {
        return Health.status(check.status()).withDetails(check.details()).build();
    }

    /** Returns the groups, each of which knows where degraded stands, whatever order of statuses it was given. */
    public static HealthEndpointGroups knowingDegraded(HealthEndpointGroups groups) {
        Map<String, HealthEndpointGroup> all = groups.getNames().stream()
                .collect(Collectors.toMap(
                        Function.identity(), name -> new Group(Objects.requireNonNull(groups.get(name)))));
        return HealthEndpointGroups.of(new Group(groups.getPrimary()), all);
    }

    private static Status aggregated(StatusAggregator before, Set<Status> statuses) {
        boolean known = before.getAggregateStatus(Set.of(DEGRADED)).equals(DEGRADED);
        if (known || !statuses.contains(DEGRADED)) {
            return before.getAggregateStatus(statuses);
        }
        Set<Status> others =
                statuses.stream().filter(one -> !one.equals(DEGRADED)).collect(Collectors.toSet());
        Status worst = before.getAggregateStatus(others);
        return worst.equals(Status.UP) || worst.equals(Status.UNKNOWN) ? DEGRADED : worst;
    }

    /** A group as it was, but for its aggregator. */
    private record Group(HealthEndpointGroup before) implements HealthEndpointGroup {
        @Override
        public boolean isMember(String name) {
            return before.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return before.showComponents(context);
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return before.showDetails(context);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return statuses -> aggregated(before.getStatusAggregator(), statuses);
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return before.getHttpCodeStatusMapper();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return before.getAdditionalPath();
        }
    }
}
