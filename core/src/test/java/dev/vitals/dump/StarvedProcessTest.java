package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.dump.SickProcess.Answer;
import dev.vitals.host.RealGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that runs out of something, after it was well for long enough to prepare for that. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StarvedProcessTest {
    private static final int THREADS = 3;

    @TempDir
    static Path directory;

    private static Optional<RealGroup> group = Optional.empty();
    private static SickProcess process;

    @BeforeAll
    static void start() throws IOException {
        group = fewThreads();
        process = SickProcess.start(
                "ulimit -n 128 && " + group.map(RealGroup::joinScript).orElse("exec \"$@\""),
                Files.createDirectory(directory.resolve("dumps")),
                "-Xmx64m",
                "-XX:+UseSerialGC");
        assertThat(process.isRehearsed())
                .as("a rehearsal that nothing has cut short in two minutes, without which the tests show nothing")
                .isTrue();
    }

    private static Optional<RealGroup> fewThreads() {
        try {
            return Optional.of(RealGroup.under("pids", "pids.max", "pids.max", "150"));
        } catch (IOException notAllowed) {
            System.out.println("NOT TESTED without threads: this machine does not let us make a control group");
            return Optional.empty();
        }
    }

    @AfterAll
    static void end() throws Exception {
        process.close();
        if (group.isPresent()) {
            Path tasks = group.get().directory().resolve("cgroup.procs");
            await().until(() -> Files.readString(tasks).isEmpty());
            group.get().close();
        }
    }

    /** The first dump of its process, since others would load what this one cannot. */
    @Test
    @Order(1)
    void without_file_descriptors_the_bundle_is_stored_by_those_in_reserve() throws Exception {
        Answer answer = process.with("descriptors");

        Bundle bundle = answer.bundle();
        assertThat(bundle.file("00-SUMMARY.md")).containsPattern("FAIL FD_EXHAUSTION: 12[0-9] of 128 file descriptors");
        assertThat(bundle.file("host/proc.txt")).contains("Too many open files");
        assertThat(bundle.reason("threads/threads-1.txt")).startsWith("COMPLETE");
        assertThat(answer.path()).hasValueSatisfying(path -> assertThat(path).exists());
        assertThat(answer.trouble()).isEmpty();
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @Test
    void without_new_threads_the_bundle_is_whole() throws Exception {
        if (group.isEmpty()) {
            abort("no control group");
        }
        Answer answer = process.with("threads");

        Bundle bundle = answer.bundle();
        assertThat(bundle.file("threads/threads-1.txt")).contains("worker-#");
        assertThat(bundle.json("manifest.json").path("sections").findValuesAsText("state"))
                .containsOnly("COMPLETE", "SKIPPED");
        assertThat(answer.path()).isPresent();
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @Test
    void a_heap_that_is_nearly_full_gets_a_smaller_bundle() throws Exception {
        Answer answer = process.with("nearly-full-heap");

        Bundle bundle = answer.bundle();
        assertThat(bundle.names()).startsWith("00-SUMMARY.md", "manifest.json");
        assertThat(bundle.reason("health/report.txt")).startsWith("COMPLETE");
        assertThat(bundle.reason("threads/threads-1.txt")).startsWith("COMPLETE");
        assertThat(bundle.file("00-SUMMARY.md")).contains("HEAP_FULL");
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full-heap", "heap-fills-meanwhile"})
    void a_heap_that_is_full_gets_a_bundle_or_an_error_and_the_next_dump_is_whole(String illness) throws Exception {
        Answer answer = process.with(illness);

        System.out.println(illness + ": " + (answer.hasBundle() ? "a bundle" : answer.failure()));
        assertThat(answer.hasBundle() || !answer.failure().isEmpty()).isTrue();
        Answer after = process.with("nothing");
        assertThat(after.bundle().json("manifest.json").path("sections").findValuesAsText("state"))
                .containsOnly("COMPLETE", "SKIPPED");
        assertThat(after.threads()).isEqualTo(THREADS);
    }
}
