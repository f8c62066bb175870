package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an application says of itself, its bundle can be read, and does nothing to whoever reads it. */
class HostileBundleTest {
    private static final DumpSettings ON_DEMAND =
            DumpSettings.DEFAULT.onDemandOnly().apart(Duration.ZERO, Duration.ZERO);
    private static final String HOSTILE =
            "pay\n# heading \u202Egnp ![x](http://evil.example/x.png) [here](javascript:a()) <script>alert(1)</script> `";

    @TempDir
    Path temporary;

    private record Contributor(String name, Supplier<Map<String, String>> source) implements DumpContributor {
        @Override
        public Set<String> fields() {
            return Set.of("text");
        }

        @Override
        public Map<String, String> values() {
            return source.get();
        }
    }

    private static VitalsBuilder builder(Result result) {
        return Vitals.builder("shop").startUpGrace(Duration.ZERO).check("orders", context -> result);
    }

    private static Dump take(Vitals vitals) {
        return vitals.dump(DumpRequest.DEFAULT).await(Duration.ofMinutes(1)).orElseThrow();
    }

    @Test
    void names_of_threads_and_results_are_read_as_text() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Result result =
                Result.down("orders.lost", HOSTILE).withEvidence(List.of(new Evidence.Text(HOSTILE, List.of(HOSTILE))));
        try (Vitals vitals = builder(result).dumps(ON_DEMAND).build()) {
            threads.add(start(HOSTILE, () -> hold(lock, end)));
            await().until(lock::isLocked);
            for (int i = 0; i < 10; i++) {
                threads.add(start("waiter", () -> hold(lock, end)));
            }
            await().until(() -> lock.getQueueLength() == 10);

            Bundle bundle = Bundle.of(take(vitals));

            assertThat(bundle.all()).contains("evil.example").doesNotContain("\u202E");
            assertThat(bundle.file("00-SUMMARY.md")).contains("FAIL LOCK_CONVOY: 10 behind \"pay # heading");
            assertThat(meanings(bundle.file("00-SUMMARY.md"))).isEmpty();
            assertThat(bundle.file("index.html")).doesNotContain("<script>alert", "<img src=\"http");
            assertThat(bundle.file("threads/threads-1.txt").lines()).noneMatch(line -> line.startsWith("# heading"));
        } finally {
            end.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void hold(ReentrantLock lock, CountDownLatch end) {
        lock.lock();
        try {
            end.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What a viewer would load, follow or hide. */
    private static List<Node> meanings(String markdown) {
        List<Node> found = new ArrayList<>();
        Parser.builder().build().parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                found.add(image);
            }

            @Override
            public void visit(Link link) {
                found.add(link);
            }

            @Override
            public void visit(HtmlInline html) {
                found.add(html);
            }

            @Override
            public void visit(HtmlBlock html) {
                found.add(html);
            }
        });
        return found;
    }

    @Test
    void a_contributor_of_a_hundred_megabytes_and_one_that_throws_an_error_leave_the_others_whole() throws Exception {
        DumpSettings settings = ON_DEMAND
                .contributor(new Contributor("huge", () -> Map.of("text", "word ".repeat(20 << 20))))
                .contributor(new Contributor("broken", () -> {
                    throw new StackOverflowError("password=canary");
                }))
                .contributor(new Contributor("well", () -> Map.of("text", "twelve")));
        try (Vitals vitals = builder(Result.up()).dumps(settings).build()) {
            Dump dump = take(vitals);

            Bundle bundle = Bundle.of(dump);
            assertThat(bundle.json("app/huge.json").path("text").asText())
                    .startsWith("word word")
                    .hasSizeLessThan(20_000);
            assertThat(bundle.reason("app/broken.json")).startsWith("FAILED java.lang.StackOverflowError");
            assertThat(bundle.file("app/well.json")).contains("twelve");
            assertThat(bundle.reason("verdicts.json")).startsWith("COMPLETE");
            assertThat(bundle.all()).doesNotContain("canary");
        }
    }

    @Test
    void ten_thousand_lines_of_evidence_leave_a_summary_of_two_screens() throws Exception {
        List<String> lines = IntStream.range(0, 10_000)
                .mapToObj(i -> "order " + i + " is lost")
                .toList();
        Result result = Result.down("orders.lost", "many").withEvidence(List.of(new Evidence.Text("lost", lines)));
        try (Vitals vitals = builder(result).dumps(ON_DEMAND).build()) {
            Bundle bundle = Bundle.of(take(vitals));

            assertThat(bundle.file("00-SUMMARY.md").lines().count()).isLessThan(80);
            assertThat(bundle.file("00-SUMMARY.md")).contains("order 0 is lost", "more in health/report.txt");
            assertThat(bundle.reason("health/report.txt")).startsWith("COMPLETE");
        }
    }

    @Test
    void a_directory_that_goes_is_made_again_and_one_that_leads_nowhere_is_passed_over() throws Exception {
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        try (Vitals vitals = builder(Result.up())
                .dumps(ON_DEMAND.directory(first).directory(second))
                .build()) {
            Dump before = take(vitals);
            Files.delete(before.path().orElseThrow());
            Files.delete(first);
            assertThat(take(vitals).path().orElseThrow()).exists().hasParent(first);

            Files.move(first, temporary.resolve("elsewhere"));
            Files.createSymbolicLink(first, temporary.resolve("nowhere"));
            Dump other = take(vitals);
            assertThat(other.path().orElseThrow()).exists().hasParent(second);
            assertThat(other.trouble()).singleElement().asString().startsWith(first + ": ");
        }
    }
}
