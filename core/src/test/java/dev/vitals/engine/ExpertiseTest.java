package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import dev.vitals.spi.Knowledge;
import dev.vitals.triage.Catalogue;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertiseTest {
    private static final List<CheckReport> WELL = List.of(report(Status.UP, Result.up()));
    private static final List<CheckReport> BAD =
            List.of(report(Status.DOWN, Result.down("probe.timeout", "did not return")));

    private final AtomicInteger lookUps = new AtomicInteger();

    private static CheckReport report(Status status, Result result) {
        return CheckReport.builder("a", CheckPolicy.DEFAULT)
                .status(status)
                .result(result)
                .build();
    }

    /** Also declares a cause of ours. */
    public static final class Contradicting implements Knowledge {
        @Override
        public List<Cause> causes() {
            return List.of(
                    Cause.of("probe.timeout", Cause.Kind.OURS, "theirs", "Theirs."),
                    Cause.of("app.own", Cause.Kind.OURS, "own", "Own."));
        }
    }

    /** Cannot say what it knows. */
    public static final class Failing implements Knowledge {
        @Override
        public List<Cause> causes() {
            throw new IllegalStateException("no causes today\nat jdbc:app://ann:hunter2@db");
        }
    }

    /** There is no memory for it at first. */
    public static final class Starving implements Knowledge {
        private static final AtomicInteger STARVED = new AtomicInteger();

        public Starving() {
            if (STARVED.getAndIncrement() == 0) {
                throw new OutOfMemoryError("for its constructor");
            }
        }

        @Override
        public List<Cause> causes() {
            if (STARVED.getAndIncrement() == 2) {
                throw new OutOfMemoryError("for its causes");
            }
            return List.of(Cause.of("app.own", Cause.Kind.OURS, "own", "Own."));
        }
    }

    /** Made where the services of a directory are found as well, and look-ups are counted. */
    private Expertise late(Path directory, String... services) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(folder.resolve(Knowledge.class.getName()), List.of(services));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] found = {directory.toUri().toURL()};
        thread.setContextClassLoader(new URLClassLoader(found, before) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                lookUps.incrementAndGet();
                return super.getResources(name);
            }
        });
        try {
            return Expertise.late(Optional.empty(), new StandardRedactor());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void nothing_is_read_while_all_is_well(@TempDir Path directory) throws IOException {
        Expertise expertise = late(directory);

        assertThat(expertise.judge(WELL)).isEqualTo(Verdict.HEALTHY);

        assertThat(lookUps).hasValue(0);
    }

    @Test
    void bad_news_before_it_is_prepared_is_judged_with_all_that_is_known(@TempDir Path directory) throws IOException {
        Expertise expertise = late(directory);

        Verdict verdict = expertise.judge(BAD);

        assertThat(verdict.severity()).hasValue(Severity.P1);
        assertThat(verdict.rootCauses().get(0).advice()).isPresent();
        assertThat(expertise.trouble()).isEmpty();
    }

    @Test
    void once_prepared_it_reads_nothing_more(@TempDir Path directory) throws IOException {
        Expertise expertise = late(directory);

        expertise.prepare();
        int then = lookUps.get();
        expertise.judge(BAD);
        expertise.prepare();

        assertThat(then).isPositive();
        assertThat(lookUps).hasValue(then);
    }

    @Test
    void what_contradicts_itself_is_reported_and_costs_nothing_else(@TempDir Path directory) throws IOException {
        Expertise expertise =
                late(directory, "com.example.Missing", Contradicting.class.getName(), Failing.class.getName());

        expertise.prepare();

        assertThat(expertise.trouble())
                .get()
                .asString()
                .contains("'probe.timeout' (again by " + Contradicting.class.getName() + ")")
                .contains("from " + Failing.class.getName())
                .contains("no causes today")
                .contains("com.example.Missing");
        assertThat(expertise.catalogue().cause("probe.timeout"))
                .map(Cause::title)
                .hasValue("check did not return in time");
        assertThat(expertise.catalogue().cause("app.own")).isPresent();
    }

    @Test
    void lack_of_memory_is_no_fault_of_a_module_and_what_it_knows_is_read_when_there_is_some(@TempDir Path directory)
            throws IOException {
        Starving.STARVED.set(0);
        Expertise expertise = late(directory, Starving.class.getName());

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> expertise.judge(BAD)).isInstanceOf(OutOfMemoryError.class);
            assertThat(expertise.trouble()).get().asString().contains("the next report, which tries it again");
        }

        assertThat(expertise.judge(BAD).rootCauses().get(0).advice()).isPresent();
        assertThat(expertise.trouble()).isEmpty();
        assertThat(expertise.catalogue().cause("app.own")).isPresent();
    }

    @Test
    void what_cannot_be_prepared_for_lack_of_memory_is_no_news_while_all_is_well(@TempDir Path directory)
            throws IOException {
        Starving.STARVED.set(0);
        Expertise expertise = late(directory, Starving.class.getName());

        expertise.prepare();

        assertThat(Starving.STARVED).hasValue(1);
        assertThat(expertise.judge(WELL)).isEqualTo(Verdict.HEALTHY);
        assertThat(expertise.trouble()).isEmpty();
    }

    @Test
    void a_class_loader_that_fails_costs_what_it_cannot_find_and_no_report() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            public Enumeration<URL> getResources(String name) {
                throw new IllegalStateException("zip file closed");
            }
        });
        try {
            Expertise expertise = Expertise.late(Optional.empty(), new StandardRedactor());

            assertThat(expertise.judge(BAD).severity()).hasValue(Severity.P1);
            assertThat(expertise.trouble()).hasValue("knowledge could not be loaded: zip file closed");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void words_of_a_module_that_fails_are_redacted_and_stay_on_their_line(@TempDir Path directory) throws IOException {
        Expertise expertise = late(directory, Failing.class.getName());

        expertise.prepare();

        assertThat(expertise.trouble())
                .get()
                .asString()
                .contains("no causes today")
                .doesNotContain("hunter2", "\n");
    }

    @Test
    void a_triage_of_ones_own_judges_healthy_reports_too() {
        List<List<CheckReport>> judged = new ArrayList<>();
        Expertise expertise = Expertise.late(
                Optional.of(checks -> {
                    judged.add(checks);
                    return Verdict.HEALTHY;
                }),
                text -> text);

        expertise.judge(WELL);

        assertThat(judged).containsExactly(WELL);
    }

    @Test
    void knowledge_that_fails_is_refused_by_name_where_it_is_asked_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(List.of(new Failing())))
                .withMessageContaining(Failing.class.getName())
                .withMessageContaining("no causes today");
    }
}
