package dev.vitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    @Test
    void a_hold_between_degraded_and_down_leaves_the_cause_as_it_is() {
        assertThat(held(Status.DEGRADED, Result.down("pool.exhausted", "starved"))
                        .cause())
                .isEqualTo("pool.exhausted");
        assertThat(held(Status.DOWN, Result.degraded("pool.exhausted", "full")).cause())
                .isEqualTo("pool.exhausted");
    }

    @Test
    void a_hold_that_keeps_good_from_bad_names_itself() {
        assertThat(held(Status.DOWN, Result.up()).cause()).isEqualTo("result.recovering");
        assertThat(held(Status.UP, Result.down("pool.exhausted", "starved")).cause())
                .isEqualTo("ok");
        assertThat(held(Status.UNKNOWN, Result.down("pool.exhausted", "starved"))
                        .cause())
                .isEqualTo("result.worsening");
    }

    private static CheckReport held(Status status, Result latest) {
        return CheckReport.builder("pool", CheckPolicy.DEFAULT)
                .freshness(Freshness.FRESH)
                .result(latest)
                .status(status)
                .build();
    }
}
