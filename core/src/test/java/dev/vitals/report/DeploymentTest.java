package dev.vitals.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final Instant FAILURE = Instant.parse("2026-11-20T03:02:53Z");
    private static final Build NEW = build("1.4.2", "5b46c0cdeadbeef");
    private static final Build OLD = build("1.4.1", "e5c196b");

    @Test
    void a_build_deployed_on_the_day_of_the_failure_is_named_with_the_one_before() {
        assertThat(deployed(Duration.ofMinutes(12)).before(FAILURE))
                .hasValue("version 1.4.2 (commit 5b46c0c) deployed 12 m before the first failure, after version 1.4.1"
                        + " (commit e5c196b)");
        assertThat(deployed(Duration.ofHours(25)).before(FAILURE)).isEmpty();
    }

    @Test
    void a_build_deployed_after_the_failure_did_not_bring_it() {
        assertThat(deployed(Duration.ofSeconds(-1)).before(FAILURE)).isEmpty();
    }

    @Test
    void a_process_started_in_the_hour_before_is_named_where_no_deployment_is_known() {
        assertThat(started(NEW, Duration.ofMinutes(5)).before(FAILURE))
                .hasValue("version 1.4.2 (commit 5b46c0c) started 5 m before the first failure");
        assertThat(started(build(null, null), Duration.ofMinutes(5)).before(FAILURE))
                .hasValue("this version started 5 m before the first failure");
        assertThat(started(NEW, Duration.ofMinutes(61)).before(FAILURE)).isEmpty();
    }

    @Test
    void a_deployment_without_what_ran_before_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deployment(NEW, FAILURE, Optional.of(FAILURE), Optional.empty()))
                .withMessageContaining("'deployedAt'");
    }

    private static Deployment deployed(Duration before) {
        Instant time = FAILURE.minus(before);
        Instant longAgo = FAILURE.minus(Duration.ofDays(30));
        return new Deployment(NEW, before.isNegative() ? time : longAgo, Optional.of(time), Optional.of(OLD));
    }

    private static Deployment started(Build build, Duration before) {
        return new Deployment(build, FAILURE.minus(before), Optional.empty(), Optional.empty());
    }

    private static Build build(String version, String commit) {
        return new Build(Optional.ofNullable(version), Optional.ofNullable(commit), Optional.empty());
    }
}
