package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.format.Reports;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.probe.Command;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncidentDocumentsTest {
    private final IncidentBook book = new IncidentBook("orders", IncidentSettings.DEFAULT.stability(Duration.ZERO));

    @Test
    void a_post_mortem_says_what_is_known_and_marks_what_only_people_know() {
        String text =
                IncidentDocuments.DEFAULT.markdown(IncidentDocument.POST_MORTEM, past("12 sessions wait"), at(20));

        assertThat(text)
                .startsWith("# Post-mortem: orders, orders-db.locks locks.blocked: 12 sessions wait\n")
                .contains("| Severity | P0 (SEV-1) at its worst |")
                .contains("| Detected | 2026-11-20 03:02:53 UTC (after 4 m) |")
                .contains("| Acknowledged | 2026-11-20 03:04:53 UTC |")
                .contains("| Time to acknowledge | 2 m |")
                .contains("| Time to resolve | 10 m |")
                .contains("- 2026-11-20 03:04:53 UTC (+2 m) acknowledged by ann: taken on\n")
                .contains("- Users affected: **[fill in: how many, and how they noticed]**")
                .contains("end the session: `SELECT 1;` | **[fill in: who]** | **[fill in: when]** |")
                .contains("```\n");
    }

    @Test
    void a_post_mortem_of_a_root_that_moved_names_the_last_and_keeps_the_first_on_the_timeline() {
        Result empty = Result.down("pool.exhausted", "10 of 10 in use").remedy(Remedy.words("raise the pool"));
        CheckReport pool = Checks.check("orders-db.pool", empty, policy -> policy.impact(Impact.CRITICAL));
        CheckReport dependent = Checks.check(
                "orders-db.pool",
                empty,
                policy -> policy.impact(Impact.CRITICAL).dependsOn("orders-db.locks"));
        observe(0, pool);
        observe(1, dependent, locks("12 sessions wait"));

        String text = IncidentDocuments.DEFAULT.markdown(
                IncidentDocument.POST_MORTEM, book.all().get(0), at(20));

        String root = text.substring(text.indexOf("## Root cause"), text.indexOf("## Detection"));
        assertThat(root).contains("- orders-db.locks locks.blocked: 12 sessions wait\n", "Seen 2026-11-20 03:03:53");
        assertThat(root).doesNotContain("pool.exhausted");
        assertThat(text.substring(text.indexOf("## Action items")))
                .contains("end the session: `SELECT 1;`")
                .doesNotContain("raise the pool");
        assertThat(text.substring(text.indexOf("## Timeline"), text.indexOf("## Root cause")))
                .contains("opened: P0 orders-db.pool pool.exhausted: 10 of 10 in use")
                .contains("the root cause is now orders-db.locks locks.blocked: 12 sessions wait."
                        + " It explains orders-db.pool pool.exhausted");
    }

    @Test
    void what_never_happened_is_not_still_to_come_once_it_is_over() {
        String id = open("12 sessions wait").id();
        assertThat(markdown(IncidentDocument.POST_MORTEM, id))
                .contains("| Acknowledged | not yet |", "1 check has been");
        book.change(id, moment(3), Kind.RESOLVED, Optional.of("ann"), "ended the session", draft -> {});
        book.change(id, moment(4), Kind.NOTE, Optional.of("ben"), "thank you", draft -> {});

        assertThat(markdown(IncidentDocument.POST_MORTEM, id))
                .contains("| Acknowledged | never |", "| Recovered | never |", "| Commander | none |")
                .contains("1 check was affected for 7 m.");
        assertThat(markdown(IncidentDocument.RESOLUTION, id)).contains("- How: ended the session (ann)\n");
        assertThat(markdown(IncidentDocument.STATUS_PAGE, id)).contains("Next update: none.");
    }

    private String markdown(IncidentDocument document, String id) {
        return IncidentDocuments.DEFAULT.markdown(document, book.find(id).orElseThrow(), at(60));
    }

    private void observe(int minute, CheckReport... checks) {
        book.observe(Reports.report(Selection.ALL, List.of(checks)), moment(minute), Optional.empty());
    }

    @Test
    void the_public_sees_nothing_from_inside() {
        for (Incident incident : List.of(open("12 sessions wait"), past("12 sessions wait"))) {
            assertThat(IncidentDocuments.DEFAULT.markdown(IncidentDocument.STATUS_PAGE, incident, at(1)))
                    .contains("orders")
                    .doesNotContain("locks", "sessions", "P0", "ann");
        }
    }

    @Test
    void a_servers_text_stays_text() {
        Incident hostile = open("<script>alert(1)</script> | [x](http://evil) `rm -rf` **bold**");

        String text = IncidentDocuments.DEFAULT.markdown(IncidentDocument.DECLARATION, hostile, at(1));

        assertThat(text)
                .contains("&lt;script>alert(1)&lt;/script> \\| \\[x\\](http://evil) \\`rm -rf\\` \\*\\*bold\\*\\*");
    }

    @ParameterizedTest
    @EnumSource
    void every_document_can_be_written_at_every_stage(IncidentDocument document) {
        for (Incident incident : List.of(open("it waits"), past("it waits"))) {
            assertThat(IncidentDocuments.DEFAULT.markdown(document, incident, at(1)))
                    .doesNotContain("{", "null")
                    .endsWith("\n");
            assertThat(IncidentDocuments.DEFAULT.text(document, incident, at(1)))
                    .doesNotContain("**", "```", "|---")
                    .endsWith("\n");
        }
    }

    @Test
    void a_template_of_ones_own_takes_the_place_of_a_built_in_one() {
        IncidentDocuments own = IncidentDocuments.DEFAULT.with(
                Map.of(IncidentDocument.DECLARATION, "@here {sev}: {root}\nImpact: {blank:who}\n"));

        assertThat(own.markdown(IncidentDocument.DECLARATION, open("it waits"), at(1)))
                .isEqualTo("@here SEV-1: orders-db.locks locks.blocked: it waits\nImpact: **[fill in: who]**\n");
    }

    @Test
    void every_unknown_placeholder_is_named_with_its_line() {
        assertThatThrownBy(() -> IncidentDocuments.DEFAULT.with(Map.of(
                        IncidentDocument.DECLARATION, "{id}\n{nope}\n{blank:who", IncidentDocument.UPDATE, "{x}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("declaration line 2: unknown placeholder '{nope}'")
                .hasMessageContaining("declaration line 3: '{blank:who' has no end")
                .hasMessageContaining("update line 1: unknown placeholder '{x}'")
                .hasMessageContaining("placeholders are acknowledged, actionList, actions,");
    }

    private Incident open(String summary) {
        book.observe(Reports.report(Selection.ALL, List.of(locks(summary))), moment(0), Optional.empty());
        return book.all().get(book.all().size() - 1);
    }

    private Incident past(String summary) {
        String id = open(summary).id();
        book.change(id, moment(2), Kind.ACKNOWLEDGED, Optional.of("ann"), "taken on", draft -> {});
        book.observe(
                Reports.report(Selection.ALL, List.of(IncidentBookTest.up("orders-db.locks"))),
                moment(10),
                Optional.empty());
        return book.find(id).orElseThrow();
    }

    private static CheckReport locks(String summary) {
        Result result = Result.down("locks.blocked", summary)
                .remedy(Remedy.of("end the session").run(Command.sql("SELECT 1;")));
        return Checks.check("orders-db.locks", result, policy -> policy.impact(Impact.CRITICAL));
    }

    private static Instant at(int minutes) {
        return moment(minutes).wall();
    }

    private static Moment moment(int minutes) {
        return new Moment(
                Checks.AT.plusSeconds(60L * minutes),
                Duration.ofMinutes(minutes).toNanos());
    }
}
