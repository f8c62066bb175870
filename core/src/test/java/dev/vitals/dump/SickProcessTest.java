package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.dump.SickProcess.Answer;
import dev.vitals.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that does something wrong gets a bundle which says so, and lives on. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SickProcessTest {
    private static final int THREADS = 3;

    @TempDir
    static Path temporary;

    private static Path errors;
    private static SickProcess process;

    @BeforeAll
    static void start() throws IOException {
        errors = temporary.resolve("errors.txt");
        process = SickProcess.start(
                "exec \"$@\" 2>" + Shell.quote(errors.toString()),
                Files.createDirectory(directory()),
                "-Xmx256m",
                "-Xss256k");
        assertThat(process.with("nothing").path()).isPresent();
    }

    @AfterAll
    static void end() {
        process.close();
    }

    private static Path directory() {
        return temporary.resolve("dumps");
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".zip")).toList();
        }
    }

    @Test
    void a_deadlock_is_named_in_the_summary() throws Exception {
        Answer answer = process.with("deadlock");

        Bundle bundle = answer.bundle();
        assertThat(bundle.file("00-SUMMARY.md")).contains("FAIL DEADLOCK: 1 circle of threads");
        assertThat(bundle.file("threads/deadlocks.txt")).contains("DEADLOCK of 2 threads", "\"left\"", "\"right\"");
        assertThat(answer.path()).isPresent();
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @Test
    void output_that_nobody_reads_stops_those_who_print_and_not_the_dump() throws Exception {
        int before = bundles().size();

        process.fallIll("output");

        await().atMost(Duration.ofMinutes(2)).until(() -> bundles().size() > before);
        Answer answer = process.answer(); // reads the output to its end
        assertThat(answer.bundle().file("00-SUMMARY.md")).contains("FAIL LOG_BLOCKED: \"chatter-");
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @Test
    void a_contributor_that_hangs_costs_its_own_part_and_a_thread_until_it_returns() throws Exception {
        Bundle bundle = process.with("contributor").bundle();

        assertThat(bundle.reason("app/hanging.json"))
                .startsWith("TIMED_OUT not done after")
                .contains("Hanging.values");
        assertThat(bundle.file("00-SUMMARY.md")).contains("- app/hanging.json TIMED_OUT");
        assertThat(bundle.reason("verdicts.json")).startsWith("COMPLETE");
        Answer next = process.with("nothing");
        assertThat(next.bundle().file("app/hanging.json")).contains("12");
        assertThat(next.threads()).isEqualTo(THREADS);
    }

    @Test
    void of_thousands_of_threads_five_thousand_are_shown_and_the_rest_counted() throws Exception {
        Answer answer = process.with("many-threads");

        Bundle bundle = answer.bundle();
        assertThat(bundle.file("threads/threads-1.txt"))
                .containsPattern("GROUP 1  \\d{4} × WAITING  worker-# ×\\d{4}")
                .containsPattern("\\d+ more threads are not shown");
        assertThat(bundle.file("00-SUMMARY.md")).containsPattern("5[0-9]{3} threads, heap");
        assertThat(answer.threads()).isEqualTo(THREADS);
    }

    @Test
    void a_file_that_may_not_grow_leaves_no_half_of_itself_and_the_summary_goes_to_the_error_output() throws Exception {
        int whole = bundles().size();
        assertThat(limitFiles("16384")).isZero();
        Answer answer;
        try {
            answer = process.with("file-size");
        } finally {
            assertThat(limitFiles("unlimited")).isZero();
        }

        assertThat(answer.path()).isEmpty();
        assertThat(answer.trouble())
                .singleElement()
                .asString()
                .contains(directory().toString(), "File too large");
        assertThat(answer.bundle().names()).startsWith("00-SUMMARY.md", "manifest.json");
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files).hasSize(whole);
        }
        assertThat(errors)
                .content()
                .contains("vitals could not store sick-", "which is in memory alone: " + directory())
                .contains(answer.bundle().file("00-SUMMARY.md"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_process_that_is_killed_meanwhile_leaves_whole_bundles_and_nothing_else() throws Exception {
        process.fallIll("contributor");
        process.awaitHanging();

        process.close(); // by SIGKILL

        await().atMost(Duration.ofMinutes(2))
                .until(() -> ProcessHandle.of(process.pid()).isEmpty());
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    Bundle.of(Files.readAllBytes(file)).names())
                            .startsWith("00-SUMMARY.md", "manifest.json"));
        }
    }

    private static int limitFiles(String bytes) throws Exception {
        return new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start()
                .waitFor();
    }
}
