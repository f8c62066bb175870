package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
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
            throw new IllegalStateException("no causes today");
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
            return Expertise.late(Optional.empty());
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
    void a_triage_of_ones_own_judges_healthy_reports_too() {
        List<List<CheckReport>> judged = new ArrayList<>();
        Expertise expertise = Expertise.late(Optional.of(checks -> {
            judged.add(checks);
            return Verdict.HEALTHY;
        }));

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
