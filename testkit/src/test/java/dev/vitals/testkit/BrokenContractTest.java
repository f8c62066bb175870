package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The published contract fails for probes that break it. */
class BrokenContractTest {

    private static boolean within;

    @Test
    void each_promise_that_is_broken_fails_its_test_with_the_reason() {
        within = true;
        Map<String, String> failures = failures(Broken.class);
        within = false;

        assertThat(failures)
                .containsOnlyKeys(
                        "a_working_target_is_up_time_and_again()",
                        "a_broken_target_has_a_cause_of_its_own_that_stays_the_same()",
                        "a_hanging_target_is_given_up_within_the_time_of_the_run()",
                        "no_secret_is_in_any_answer()",
                        "an_aggregator_takes_it_with_its_default_policy()");
        assertThat(failures.get("a_hanging_target_is_given_up_within_the_time_of_the_run()"))
                .startsWith("the probe had PT0.1S and has not given up PT")
                .contains("remaining()");
    }

    /** A runner that finds the broken tests by itself leaves them out. */
    static boolean within() {
        return within;
    }

    private static Map<String, String> failures(Class<?> tests) {
        var listener = new SummaryGeneratingListener();
        // The line of the servers used belongs to the run around this one.
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        listener);
        return listener.getSummary().getFailures().stream()
                .collect(Collectors.toMap(
                        failure -> failure.getTestIdentifier().getDisplayName(),
                        failure -> String.valueOf(failure.getException().getMessage())));
    }

    /** Says DOWN of what works, throws at what is broken, shows its secret, and waits for ever. */
    @EnabledIf("dev.vitals.testkit.BrokenContractTest#within")
    static final class Broken extends ProbeContractTest {

        @Override
        protected Probe working() {
            return context -> Result.down("mail.down", "it works");
        }

        @Override
        protected Probe broken() {
            return context -> {
                throw new IllegalStateException("not foreseen");
            };
        }

        @Override
        protected Probe hanging() {
            return new Probe() {
                @Override
                public Result check(ProbeContext context) throws InterruptedException {
                    new CountDownLatch(1).await();
                    return Result.up();
                }

                @Override
                public List<Evidence> diagnose(ProbeContext context) {
                    return List.of();
                }
            };
        }

        @Override
        protected List<String> secrets() {
            return List.of("not foreseen");
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(100);
        }
    }
}
