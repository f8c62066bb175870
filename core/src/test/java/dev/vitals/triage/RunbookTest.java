package dev.vitals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import dev.vitals.spi.Knowledge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runbook: what comes with the library, and what an application says itself. */
class RunbookTest {
    private final Runbook builtIn = Runbook.of(Catalogue.of(List.of(new Known())));

    @Test
    void the_catalogue_says_what_a_cause_means() {
        assertThat(builtIn.advice(check("locks.blocked"))).hasValueSatisfying(advice -> {
            assertThat(advice.title()).isEqualTo("session blocks others");
            assertThat(advice.steps()).containsExactly("end it");
            assertThat(advice.own()).isFalse();
        });
        assertThat(builtIn.advice(check("no.such"))).isEmpty();
    }

    @Test
    void a_file_replaces_and_extends() {
        Runbook own = builtIn.with("own", """
                {"locks.*": {"escalation": ["dba"], "links": ["https://wiki.example.com/locks"]},
                 "locks.blocked": {"moreSteps": ["call billing"], "escalation": ["billing team"]},
                 "licence.expired": {"own": true, "title": "licence has ended", "meaning": "Nothing is sold."}}
                """);

        assertThat(own.advice(check("locks.blocked"))).hasValueSatisfying(advice -> {
            assertThat(advice.title()).isEqualTo("session blocks others");
            assertThat(advice.steps()).containsExactly("end it", "call billing");
            assertThat(advice.escalation()).containsExactly("billing team");
            assertThat(advice.links()).containsExactly("https://wiki.example.com/locks");
            assertThat(advice.own()).isTrue();
        });
        assertThat(own.advice(check("locks.deadlock")).map(Advice::escalation)).hasValue(List.of("dba"));
        assertThat(own.advice(check("licence.expired")).map(Advice::title)).hasValue("licence has ended");
    }

    @Test
    void placeholders_are_filled_from_the_finding() {
        assertThat(command("psql -c 'select pg_terminate_backend({pid})'", Subject.session("orders-db", "10728")))
                .isEqualTo("psql -c 'select pg_terminate_backend(10728)'");
        assertThat(command("du -x {path} | awk '{print $1}'", Subject.file("/var/lib/my files")))
                .isEqualTo("du -x '/var/lib/my files' | awk '{print $1}'");
        assertThat(command("nc -z {host} {port} ${HOME} {}", Subject.endpoint("db.internal", 5432)))
                .isEqualTo("nc -z db.internal 5432 ${HOME} {}");
        assertThat(command("kill {pid}", Subject.pool("orders"))).isEqualTo("kill <pid>");
        assertThat(command("awk '{{print}}' {observation:locks.waiting}", Subject.pool("orders")))
                .isEqualTo("awk '{print}' 3");
    }

    @Test
    void a_hostile_name_stays_one_word_or_is_left_out() {
        Subject hostile = Subject.file("/tmp/$(reboot) '; reboot; '");

        assertThat(command("ls {path}", hostile)).isEqualTo("ls '/tmp/$(reboot) '\\''; reboot; '\\'''");
        assertThat(command("sh -c 'ls {path}'", hostile)).isEqualTo("sh -c 'ls <path>'");
        assertThat(command("sh -c \"ls {path}\"", hostile)).isEqualTo("sh -c \"ls <path>\"");
        assertThat(command("ls {path}", Subject.file("-rf"))).isEqualTo("ls <path>");
        assertThat(command("ls {path}", Subject.file("a\u202Eb"))).isEqualTo("ls <path>");
        assertThat(command("ls {path}", Subject.file("/home/[redacted]"))).isEqualTo("ls <path>");
    }

    @Test
    void every_fault_is_told_at_once_with_its_line_and_key() {
        InvalidTriageException fault =
                catchThrowableOfType(InvalidTriageException.class, () -> builtIn.with("own", """
                        {
                          "locks.bloked": {"steps": ["x"]},
                          "nothing.*": {"steps": ["x"]},
                          "locks.blocked": {"commands": ["kill {pdi}"], "step": ["x"]},
                          "licence.expired": {"own": true, "title": "t"},
                          "locks.deadlock": {"own": true, "links": ["javascript:alert(1)"]},
                          "Bad Code": {"own": true, "title": "t", "meaning": "m"}
                        }
                        """));

        assertThat(fault.faults())
                .anyMatch(text ->
                        text.contains("own line 2, locks.bloked: is no known cause") && text.contains("locks.blocked"))
                .anyMatch(text -> text.contains("own line 3, nothing.*: no known cause"))
                .anyMatch(text -> text.contains("line 4, locks.blocked.commands[0]: unknown placeholder '{pdi}'")
                        || text.contains("line 4, locks.blocked.commands: unknown placeholder '{pdi}'"))
                .anyMatch(text -> text.contains("line 4, locks.blocked.step: is no key here"))
                .anyMatch(text -> text.contains("line 5, licence.expired: needs 'meaning'"))
                .anyMatch(text -> text.contains("line 6, locks.deadlock: is not the application's own"))
                .anyMatch(text -> text.contains("line 6, locks.deadlock.links[0]: must begin with http"))
                .anyMatch(text -> text.contains("line 7, Bad Code: is no cause code"))
                .hasSize(8);
    }

    private String command(String template, Subject subject) {
        String json = "{\"locks.blocked\": {\"commands\": [\""
                + template.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]}}";
        Result found = Result.down("locks.blocked", "x").about(subject).observe(Observation.count("locks.waiting", 3));
        CheckReport check =
                CheckReport.builder("c", CheckPolicy.DEFAULT).result(found).build();
        return builtIn.with("own", json).advice(check).orElseThrow().commands().get(0);
    }

    private static CheckReport check(String cause) {
        return CheckReport.builder("c", CheckPolicy.DEFAULT)
                .result(Result.down(cause, "x"))
                .build();
    }

    private static final class Known implements Knowledge {
        @Override
        public List<Cause> causes() {
            return List.of(
                    Cause.of("locks.blocked", Cause.Kind.BLOCKED, "session blocks others", "It waits.", "end it"),
                    Cause.of("locks.deadlock", Cause.Kind.FAILING, "deadlocks happen", "They do."));
        }
    }
}
