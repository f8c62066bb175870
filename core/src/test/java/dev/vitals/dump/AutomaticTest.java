package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a dump is taken by itself. */
class AutomaticTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Automatic automatic = new Automatic(DumpSettings.DEFAULT.chosen(), 0);

    private void becomes(Severity severity) {
        becomes(Selection.ALL, Optional.of(severity));
    }

    private void becomes(Selection selection, Optional<Severity> severity) {
        Report report = Report.builder("shop", selection)
                .verdict(new Verdict(severity, severity.map(is -> "a rule"), List.of()))
                .build();
        automatic.observe(ReportChange.of(Optional.empty(), report));
    }

    private boolean due(long minutes) {
        return automatic.due(minutes * MINUTE).isPresent();
    }

    @Test
    void the_first_bad_report_is_a_reason_and_the_same_trouble_is_none_again() {
        becomes(Severity.P2);
        assertThat(due(10)).isFalse();
        becomes(Severity.P1);
        assertThat(due(10)).isTrue();
        becomes(Severity.P0);
        assertThat(due(60)).isFalse();
    }

    @Test
    void new_trouble_is_a_reason_once_the_last_dump_is_old_enough() {
        becomes(Severity.P0);
        assertThat(due(10)).isTrue();
        becomes(Selection.ALL, Optional.empty());
        becomes(Severity.P0);
        assertThat(due(19)).isFalse();
        assertThat(due(20)).isTrue();
    }

    @Test
    void trouble_at_the_start_waits_for_the_end_of_the_quiet_time_and_may_be_over_by_then() {
        becomes(Severity.P0);
        assertThat(due(4)).isFalse();
        becomes(Selection.ALL, Optional.empty());
        assertThat(due(5)).isFalse();
        becomes(Severity.P0);
        assertThat(due(5)).isTrue();
    }

    @Test
    void a_group_is_no_reason() {
        becomes(Selection.group("live"), Optional.of(Severity.P0));
        assertThat(due(10)).isFalse();
    }

    @Test
    void a_heap_that_stays_full_after_collections_is_a_reason_once_until_it_has_emptied() {
        automatic.heap(0.9);
        assertThat(due(10)).isFalse();
        automatic.heap(0.85);
        assertThat(automatic.due(10 * MINUTE).orElseThrow().reason()).contains("heap 85 % full");
        automatic.heap(0.9);
        automatic.heap(0.9);
        assertThat(due(60)).isFalse();
        automatic.heap(0.7);
        automatic.heap(0.9);
        automatic.heap(0.9);
        assertThat(due(60)).isTrue();
    }

    @Test
    void on_demand_only_means_that() {
        Automatic off = new Automatic(DumpSettings.DEFAULT.onDemandOnly().chosen(), 0);
        off.heap(0.99);
        off.heap(0.99);
        assertThat(off.due(60 * MINUTE)).isEmpty();
    }

    @Test
    void a_heap_that_has_emptied_before_a_dump_was_allowed_is_no_reason_any_more() {
        automatic.heap(0.9);
        automatic.heap(0.9);
        assertThat(due(2)).isFalse();
        automatic.heap(0.4);
        assertThat(due(6)).isFalse();
    }
}
