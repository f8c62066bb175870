package dev.vitals.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.format.Around.Place;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlFormatTest {
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    @Test
    void the_page_says_how_bad_it_is_why_and_what_to_do() {
        String page = page(Reports.incident(), true);

        assertThat(page)
                .startsWith("<!DOCTYPE html><html lang=\"en\">")
                .contains("<title>orders DOWN</title>")
                .contains("P0 SEV-1")
                .contains("respond by")
                .contains("<h2>Root cause</h2>")
                .contains("locks.blocked")
                .contains("pid 10728")
                .contains("<code>SELECT pg_terminate_backend(10728);</code>")
                .contains("orders-pool");
        assertThat(page.indexOf("Root cause")).isLessThan(page.indexOf("All 10 checks"));
    }

    @Test
    void findings_of_a_root_cause_are_written_once_and_the_verdict_names_it() {
        String page = page(Reports.incident(), true);

        assertThat(page).containsOnlyOnce("<code>SELECT pg_terminate_backend(10728);</code>");
        assertThat(page.substring(0, page.indexOf("<main>"))).contains("locks.blocked in orders-db.locks");
    }

    @Test
    void a_stranger_sees_statuses_alone_and_how_to_see_more() {
        assertThat(page(Reports.incident(), false))
                .contains("orders-db.locks", "You see statuses only")
                .doesNotContain("locks.blocked", "pid 10728", "pg_terminate_backend", "critical check down");
    }

    @Test
    void what_comes_from_outside_stays_text() {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
        Result result = Result.down("db.refused", attack);

        String page = page(List.of(Checks.check("db", result)), true);

        assertThat(page)
                .doesNotContain("<script>", "<img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;");
    }

    @Test
    void the_policy_allows_the_pages_own_style_and_nothing_else() throws Exception {
        Matcher style = STYLE.matcher(page(Reports.incident(), true));
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(HtmlFormat.DEFAULT.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .contains("script-src 'self'; ")
                .doesNotContain("unsafe");
        assertThat(page(Reports.incident(), true)
                        .replace("<script src=\"?format=page.js\" defer></script>", "")
                        .replace("xmlns=&#39;http://www.w3.org/2000/svg&#39;", ""))
                .doesNotContain(" style=", "http://", "https://", "src=", "<script", " onclick");
    }

    @Test
    void twenty_checks_with_full_history_fit_into_thirty_kibibytes() {
        List<CheckReport> checks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            checks.add(full("orders-db.check-" + i, i % 4 == 0));
        }

        Around around = new Around(
                "health/",
                true,
                true,
                false,
                true,
                List.of(new Place("incident 20261128-031214", "incidents/20261128-031214", "P1 investigating")),
                true,
                Optional.of(new Place("newest dump", "dump/0a1b2c3d", "512 KiB")));
        ReportView operators = new ReportView(
                Reports.report(checks.toArray(CheckReport[]::new)), true, false, List.of(), Optional.of(around));

        assertThat(page(checks, true).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(30 * 1024);
        assertThat(HtmlFormat.DEFAULT.report(operators)).hasSizeLessThanOrEqualTo(30 * 1024);
    }

    @Test
    void a_strip_shows_runs_of_one_status_and_leaves_what_is_not_known_empty() {
        CheckReport check = Checks.check("db", Result.up()).toBuilder()
                .history(List.of(past(Status.UP), past(Status.UP), past(Status.DOWN), past(Status.UP)))
                .build();

        String page = new String(
                HtmlFormat.DEFAULT.check(new CheckView(check, true, false, List.of())), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("<path class=\"UP\" d=\"M230 5H250\"/>")
                .contains("<path class=\"DOWN\" d=\"M240 5H245\"/>")
                .contains("<title>last 4: 3 UP 1 DOWN</title>");
    }

    @Test
    void a_number_has_a_bar_against_its_limit() {
        Result result = Result.degraded("memory.low", "low")
                .observe(Observation.ratio("memory.used", 0.72).against(Threshold.ratioAbove(0.7, 0.9)))
                .observe(Observation.count("things", 3));

        String page = page(List.of(Checks.check("memory", result)), true);

        assertThat(page)
                .contains("value=\"0.8\" low=\"0.777\" high=\"0.999\" optimum=\"0\">")
                .contains("72 %, warn 70 %, fail 90 %", ">things</th><td>3</td>");
    }

    @Test
    void a_number_has_a_line_of_its_last_values_that_breaks_where_it_was_not_observed() {
        List<HistoryEntry> history = new ArrayList<>();
        for (int value : new int[] {10, 10, 10, -1, 0, 20}) {
            List<Observation> seen = value < 0 ? List.of() : List.of(Observation.count("queue.length", value));
            history.add(past(Status.UP).observing(seen, history));
        }
        CheckReport check = Checks.check(
                        "queue",
                        Result.up()
                                .observe(Observation.count("queue.length", 20).against(Threshold.countAbove(100, 200))))
                .toBuilder()
                .history(history)
                .build();

        assertThat(page(List.of(check), true))
                .contains("<title>0 to 20, last 5</title><path d=\"M44 6h2M48 11l1-10\"/>");
    }

    @Test
    void what_was_ruled_out_stands_with_the_root_cause() {
        CheckReport locks = Checks.check(
                "db.locks", Result.down("locks.blocked", "blocked"), policy -> policy.resource("orders-db"));
        CheckReport ping = Checks.check("db.ping", Result.up("in 2 ms"), policy -> policy.resource("orders-db"));

        String page = page(List.of(locks, ping), true);

        String root = page.substring(page.indexOf("<section"), page.indexOf("</section>"));
        assertThat(root).contains("ruled out: db.ping in 2 ms");
    }

    @Test
    void links_to_other_forms_ask_for_the_same() {
        Selection selection = Selection.ALL.without(Set.of("a b"));
        ReportView view = new ReportView(
                Reports.report(selection, List.of(Checks.check("c", Result.up()))), true, true, List.of());

        assertThat(new String(HtmlFormat.DEFAULT.report(view), StandardCharsets.UTF_8))
                .contains("href=\"?format=json&amp;verbose&amp;exclude=a+b\"")
                .contains("href=\"?format=html&amp;exclude=a+b\"");
    }

    @Test
    void a_probe_is_answered_in_a_word() {
        String page = new String(
                HtmlFormat.DEFAULT.probe(
                        new ProbeView("ready", false, Status.DOWN, false, List.of("db"), List.of("disk"), List.of())),
                StandardCharsets.UTF_8);

        assertThat(page)
                .contains("<h1>ready: no</h1>", "DOWN", "failing: db", "without a first result: disk")
                .contains("hidden from this caller");
    }

    private static CheckReport full(String name, boolean bad) {
        Result result = bad
                ? Result.degraded("db.slow", "SELECT 1 in 812 ms (warn 500 ms)")
                : Result.up("SELECT 1 in 2 ms of a time that nobody minds");
        Threshold limit = Threshold.above(Duration.ofMillis(500), Duration.ofSeconds(2));
        Random random = new Random(name.hashCode());
        List<HistoryEntry> history = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            List<Observation> then = List.of(
                    Observation.duration("db.latency", Duration.ofMillis(random.nextInt(400)))
                            .against(limit),
                    Observation.count("connections.used", random.nextInt(30)));
            history.add(past(i % 9 == 8 ? Status.DEGRADED : Status.UP).observing(then, history));
        }
        return Checks.check(
                        name,
                        result.observe(Observation.duration("db.latency", Duration.ofMillis(2))
                                        .against(limit))
                                .observe(Observation.count("connections.used", 17)),
                        policy -> policy.impact(Impact.MAJOR))
                .toBuilder()
                .history(history)
                .build();
    }

    private static HistoryEntry past(Status status) {
        return HistoryEntry.of(Checks.AT, status, Duration.ofMillis(2));
    }

    private static String page(List<CheckReport> checks, boolean detail) {
        CheckReport[] all = checks.toArray(CheckReport[]::new);
        ReportView view = new ReportView(Reports.report(all), detail, false, List.of());
        return new String(HtmlFormat.DEFAULT.report(view), StandardCharsets.UTF_8);
    }
}
