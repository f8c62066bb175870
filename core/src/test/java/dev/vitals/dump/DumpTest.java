package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.HtmlFormat;
import dev.vitals.host.TestMount;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call, one zip, readable at once. */
class DumpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DumpSettings ON_DEMAND = DumpSettings.DEFAULT
            .onDemandOnly()
            .apart(Duration.ZERO, Duration.ZERO)
            .deadline(Duration.ofMinutes(2));

    @TempDir
    Path temporary;

    private static VitalsBuilder sick() {
        return Vitals.builder("shop")
                .startUpGrace(Duration.ZERO)
                .check(
                        "orders",
                        context -> Result.down("orders.lost", "17 orders are lost, password=canary-summary")
                                .observe(Observation.count("orders.lost", 17))
                                .evidence(new Evidence.Text("lost", List.of("order 1", "order 2")))
                                .remedy(Remedy.words("look for them in the attic")),
                        c -> c.impact(Impact.CRITICAL).confirmAfter(Duration.ZERO))
                .check("well", new LookingCloser());
    }

    private static final class LookingCloser implements Probe {
        @Override
        public Result check(ProbeContext context) {
            return Result.up("all is well");
        }

        @Override
        public List<Evidence> diagnose(ProbeContext context) {
            return List.of(new Evidence.Text("seen from near", List.of("a crack in the glass")));
        }
    }

    private static Dump take(Vitals vitals) {
        await().until(() -> vitals.report().status() == Status.DOWN);
        return vitals.dump(DumpRequest.DEFAULT).await(PATIENCE).orElseThrow();
    }

    @Test
    void the_summary_comes_first_and_says_what_is_wrong() throws Exception {
        try (Vitals vitals =
                sick().dumps(ON_DEMAND).incidents(IncidentSettings.DEFAULT).build()) {
            Dump dump = take(vitals);
            Bundle bundle = Bundle.of(dump);

            assertThat(bundle.names()).startsWith("00-SUMMARY.md", "manifest.json", "index.html");
            assertThat(bundle.file("00-SUMMARY.md"))
                    .isEqualTo(dump.summary())
                    .startsWith("# shop: DOWN P0")
                    .contains("**orders.lost** in orders (DOWN): 17 orders are lost")
                    .containsSubsequence(
                            "**orders.lost**",
                            "  lost\n    order 1\n    order 2\n",
                            "## Next",
                            "- look for them in the attic",
                            "## Verdicts",
                            "## Redaction",
                            "on: ",
                            "## Inside",
                            "- threads/ deadlocks.txt, threads-1.txt")
                    .doesNotContain("canary-summary");
            assertThat(bundle.file("index.html")).contains("<a href=\"#verdicts\">", "<h2 id=\"verdicts\">");
            assertThat(dump.summary().lines().count()).isLessThan(80);
        }
    }

    @Test
    void every_part_that_was_planned_has_a_row_with_its_digest() throws Exception {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            Bundle bundle = Bundle.of(take(vitals));

            JsonNode manifest = bundle.json("manifest.json");
            assertThat(manifest.path("redaction").path("on").asBoolean()).isTrue();
            assertThat(manifest.path("sections").findValuesAsText("file"))
                    .contains(
                            "health/report.txt",
                            "health/report.json",
                            "health/diagnosis.txt",
                            "threads/threads-1.txt",
                            "threads/threads-2.txt",
                            "threads/top-cpu.txt",
                            "threads/locks.txt",
                            "threads/deadlocks.txt",
                            "jvm/memory.json",
                            "jvm/gc.json",
                            "host/disk.txt",
                            "app/configuration.json",
                            "incident/incidents.json",
                            "verdicts.json");
            for (JsonNode row : manifest.path("sections")) {
                assertThat(row.path("state").asText().equals("COMPLETE"))
                        .as("%s", row)
                        .isNotEqualTo(row.has("reason"));
                assertThat(row.has("sha256"))
                        .as("%s", row)
                        .isEqualTo(row.path("bytes").asLong() > 0);
            }
        }
    }

    @Test
    void each_probe_looks_closer_for_a_dump_even_when_it_is_well() throws Exception {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            Bundle bundle = Bundle.of(take(vitals));

            assertThat(bundle.file("health/diagnosis.txt")).contains("CHECK well", "a crack in the glass");
            assertThat(vitals.check("well").orElseThrow().diagnosis()).isEmpty();
        }
    }

    @Test
    void a_contributor_adds_the_fields_it_has_declared_and_no_other() throws Exception {
        DumpContributor queues = new DumpContributor() {
            @Override
            public String name() {
                return "queues";
            }

            @Override
            public Set<String> fields() {
                return Set.of("depth", "url");
            }

            @Override
            public Map<String, String> values() {
                return Map.of("depth", "12", "url", "amqp://me:canary-url@mq/", "customers", "canary-field");
            }
        };
        try (Vitals vitals = sick().dumps(ON_DEMAND.contributor(queues)).build()) {
            Bundle bundle = Bundle.of(take(vitals));

            JsonNode file = bundle.json("app/queues.json");
            assertThat(file.path("depth").asText()).isEqualTo("12");
            assertThat(file.path("url").asText()).matches("amqp://\\[redacted:[0-9a-f]{4}]@mq/");
            assertThat(file.path("undeclaredFieldsLeftOut").asInt()).isEqualTo(1);
            assertThat(bundle.all()).doesNotContain("canary-url", "canary-field");
        }
    }

    @Test
    void extras_are_taken_on_request_and_the_dear_ones_when_confirmed() throws Exception {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            DumpRequest all = DumpRequest.DEFAULT;
            for (DumpExtra extra : DumpExtra.values()) {
                all = all.with(extra);
            }
            Bundle unconfirmed = Bundle.of(vitals.dump(all).await(PATIENCE).orElseThrow());
            assertThat(unconfirmed.file("jvm/class-histogram.txt")).contains("java.lang.String");
            assertThat(unconfirmed.file("threads/thread-print.txt")).contains("\"main\"");
            assertThat(unconfirmed.names()).doesNotContain("jvm/class-histogram-live.txt", "jvm/heap-dump.txt");
            assertThat(unconfirmed.file("manifest.json")).contains("asked for, but not confirmed");

            Dump dump = vitals.dump(all.confirm()).await(PATIENCE).orElseThrow();
            Bundle confirmed = Bundle.of(dump);
            assertThat(confirmed.file("jvm/class-histogram-live.txt")).contains("java.lang.String");
        }
    }

    /** As {@code HeapFile} asks for, and as much again for what other tests write meanwhile. */
    private static void assumeRoomForAHeap(Path directory) throws Exception {
        FileStore store = Files.getFileStore(directory);
        long wanted = store.getTotalSpace() / 10 + 4 * Runtime.getRuntime().totalMemory();
        if (store.getUsableSpace() < wanted) {
            System.out.println("NOT TESTED with a heap dump: the file system of " + directory + " has too little room");
            abort("too little room in " + directory);
        }
    }

    @Test
    void a_heap_dump_that_would_leave_less_than_a_tenth_of_the_disk_is_refused_with_the_numbers() throws Exception {
        Path directory = TestMount.directory(temporary, "small");
        try (TestMount small = TestMount.tmpfs(directory, "size=8m");
                Vitals vitals = sick().dumps(ON_DEMAND.directory(small.point())).build()) {
            DumpRequest heap = DumpRequest.DEFAULT.with(DumpExtra.HEAP_DUMP).confirm();

            Bundle bundle = Bundle.of(vitals.dump(heap).await(PATIENCE).orElseThrow());

            assertThat(bundle.reason("jvm/heap-dump.txt"))
                    .matches("SKIPPED \\d+ bytes are free in " + directory + ", \\d+ are wanted");
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(file -> file.toString().endsWith(".hprof")))
                        .isEmpty();
            }
        }
    }

    @Test
    void whoever_asks_while_a_dump_is_taken_gets_that_one() {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            DumpJob first = vitals.dump(DumpRequest.of("http", "a person asks"));
            DumpJob second = vitals.dump(DumpRequest.of("jmx", "another one"));

            assertThat(second.id()).isEqualTo(first.id());
            assertThat(first.await(PATIENCE)).isPresent();
            assertThat(vitals.dump(DumpRequest.of("jmx", "later")).id()).isNotEqualTo(first.id());
        }
    }

    @Test
    void the_first_bad_report_has_one_taken_by_itself(@TempDir Path directory) {
        DumpSettings settings = DumpSettings.DEFAULT.quietAtStart(Duration.ZERO).directory(directory);
        try (Vitals vitals = sick().dumps(settings).build()) {
            Dumps dumps = vitals.dumps().orElseThrow();
            await().atMost(PATIENCE).until(() -> dumps.newest().isPresent());

            Dump dump = dumps.newest().orElseThrow();
            assertThat(dump.request().trigger()).isEqualTo("automatic");
            assertThat(dump.request().reason()).isEqualTo("first P0: orders.lost in orders");
            assertThat(dump.path().orElseThrow())
                    .isEqualTo(directory.resolve(dump.file()))
                    .exists();
        }
    }

    @Test
    void the_newest_dump_is_named_in_the_report_and_on_the_page() {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            Dump dump = take(vitals);

            await().untilAsserted(
                            () -> assertThat(vitals.report().notes()).anyMatch(note -> note.contains(dump.file())));
            assertThat(HtmlFormat.DEFAULT.report(new ReportView(vitals.report(), true, false, List.of())))
                    .asString()
                    .contains("newest dump: " + dump.file());
            assertThat(HtmlFormat.DEFAULT.report(new ReportView(vitals.report(), false, false, List.of())))
                    .asString()
                    .doesNotContain(dump.file());
        }
    }

    @Test
    void the_page_shows_the_report_and_charts_and_asks_for_nothing() throws Exception {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            String page = Bundle.of(take(vitals)).file("index.html");

            assertThat(page)
                    .contains("orders.lost", "Verdicts of the dump", "<polyline", "Threads by what they do")
                    .endsWith("</body></html>\n")
                    .doesNotContain("http-equiv=\"refresh\"", "<script", "<nav", "src=", "canary-summary");
        }
    }

    @Test
    void a_confirmed_request_is_not_answered_with_a_dump_that_left_out_what_was_to_be_confirmed() {
        try (Vitals vitals = sick().dumps(DumpSettings.DEFAULT.onDemandOnly()).build()) {
            DumpRequest asked = DumpRequest.DEFAULT.with(DumpExtra.LIVE_HISTOGRAM);
            DumpJob unconfirmed = vitals.dump(asked);
            assertThat(unconfirmed.await(PATIENCE)).isPresent();

            DumpJob confirmed = vitals.dump(asked.confirm());

            assertThat(confirmed.id()).isNotEqualTo(unconfirmed.id());
            assertThat(confirmed.await(PATIENCE)).isPresent();
            assertThat(vitals.dump(asked).id()).isEqualTo(confirmed.id());
        }
    }

    @Test
    void a_heap_dump_takes_the_place_of_the_one_before_and_of_no_other_file() throws Exception {
        assumeRoomForAHeap(temporary);
        Path directory = temporary.resolve("new");
        try (Vitals vitals = sick().dumps(ON_DEMAND.directory(directory)).build()) {
            DumpRequest heap = DumpRequest.DEFAULT.with(DumpExtra.HEAP_DUMP).confirm();
            Dump first = vitals.dump(heap).await(PATIENCE).orElseThrow();
            Path file = directory.resolve(first.file().replace(".zip", ".hprof"));
            assertThat(Bundle.of(first).file("jvm/heap-dump.txt")).startsWith(file.toString());
            assertThat(file).exists();
            Path unfinished = Files.createFile(directory.resolve("shop-20261128T025801Z-00000002.partial.hprof"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            Path foreign = Files.createFile(directory.resolve("shop-api-20261128T025801Z-00000001.hprof"));
            Path kept = Files.createFile(directory.resolve("shop-before-the-crash.hprof"));

            Dump second = vitals.dump(heap).await(PATIENCE).orElseThrow();

            assertThat(List.of(foreign, kept))
                    .allSatisfy(other -> assertThat(other).exists());
            assertThat(unfinished).doesNotExist();
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.filter(one -> one.toString().endsWith(".hprof")))
                        .filteredOn(one -> !one.equals(foreign) && !one.equals(kept))
                        .singleElement()
                        .asString()
                        .contains(second.id());
            }
        }
    }

    @Test
    void a_reason_of_which_nothing_can_be_shown_is_no_failure() {
        try (Vitals vitals = sick().dumps(ON_DEMAND).build()) {
            DumpJob job = vitals.dump(DumpRequest.of("api", "\u00a0"));

            assertThat(job.await(PATIENCE)).isPresent();
        }
    }

    @Test
    void what_is_not_known_is_not_called_well() {
        try (Vitals vitals = Vitals.builder("shop")
                .startUpGrace(Duration.ZERO)
                .check("blind", context -> Result.unknown("shop.blind", "may not look"))
                .dumps(ON_DEMAND)
                .build()) {
            await().until(() ->
                    vitals.report().check("blind").orElseThrow().counts().runs() > 0);
            Dump dump = vitals.dump(DumpRequest.DEFAULT).await(PATIENCE).orElseThrow();

            assertThat(dump.summary()).doesNotContain("Every check is UP");
        }
    }

    @Test
    void a_dump_under_way_ends_without_a_result_when_the_aggregator_is_closed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        DumpContributor slow = new DumpContributor() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Set<String> fields() {
                return Set.of("depth");
            }

            @Override
            public Map<String, String> values() throws InterruptedException {
                begun.countDown();
                new CountDownLatch(1).await();
                return Map.of();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(10);
            }
        };
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Vitals vitals = sick().dumps(ON_DEMAND.deadline(Duration.ofMinutes(2)).contributor(slow))
                .build();
        DumpJob job = vitals.dump(DumpRequest.DEFAULT);
        begun.await();

        vitals.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread ->
                                !before.contains(thread) && thread.getName().startsWith("vitals-dump"))
                        .isEmpty());
        assertThat(job.await(PATIENCE)).isEmpty();
        assertThat(job.failure()).contains("the aggregator is closed");
    }
}
