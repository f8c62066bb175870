package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.dump.DumpSection.State;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.Redactor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part that hangs, fails or writes too much costs itself and no other. */
class CollectingTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Crew crew = new Crew();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        crew.close();
    }

    private List<Section> collect(Redactor redactor, Duration deadline, long room, Collector... parts) {
        Collecting collecting = new Collecting(crew, new BundleRedaction(redactor, true), new Facts(), deadline, room);
        collecting.collect(List.of(parts), (next, done) -> {});
        return collecting.sections();
    }

    private List<Section> collect(Collector... parts) {
        return collect(new StandardRedactor(), LONG, 1 << 20, parts);
    }

    private interface Writing {
        void write(SectionOut out) throws Exception;
    }

    private record Part(String file, Duration timeout, int cap, Writing writing) implements Collector {
        Part(String file, Writing writing) {
            this(file, LONG, 1 << 20, writing);
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            writing.write(out);
        }
    }

    private static final Part WELL = new Part("well.txt", out -> out.line("well"));

    /** Ignores interruption, as a thread in a system call does. */
    private void hang() {
        boolean over = false;
        while (!over) {
            try {
                released.await();
                over = true;
            } catch (InterruptedException goesOn) {
                // As meant.
            }
        }
    }

    @Test
    void a_part_that_hangs_is_left_with_what_it_wrote_and_where_it_hangs() {
        List<Section> sections = collect(
                new Part("hangs.txt", Duration.ofMillis(50), 1 << 20, out -> {
                    out.line("before");
                    hang();
                }),
                WELL);

        assertThat(sections).extracting(Section::state).containsExactly(State.TIMED_OUT, State.COMPLETE);
        assertThat(sections.get(0).text()).isEqualTo("before\n");
        assertThat(sections.get(0).reason().orElseThrow()).contains("50 ms", "CollectingTest.hang");
    }

    @Test
    void what_a_part_writes_after_it_was_given_up_is_refused() throws Exception {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        List<Section> sections = collect(new Part("late.txt", Duration.ofMillis(50), 1 << 20, out -> {
            hang();
            try {
                out.line("late");
            } catch (IllegalStateException refused) {
                refusal.set(refused);
            }
            ended.countDown();
        }));
        released.countDown();
        ended.await();

        assertThat(sections.get(0).text()).isEmpty();
        assertThat(refusal.get()).hasMessageContaining("given up");
    }

    @Test
    void many_parts_that_hang_use_up_a_few_threads_and_no_more() {
        Collector[] parts = new Collector[9];
        Arrays.setAll(
                parts,
                i -> i < 8 ? new Part("hangs" + i + ".txt", Duration.ofMillis(20), 1 << 20, out -> hang()) : WELL);

        List<Section> sections = collect(parts);

        assertThat(sections).hasSize(9).noneMatch(section -> section.state() == State.COMPLETE);
        assertThat(sections.get(8).reason().orElseThrow()).contains("no thread was free: 6 hang");
        released.countDown();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(collect(WELL).get(0).state()).isEqualTo(State.COMPLETE));
    }

    @Test
    void a_part_that_fails_says_so_without_its_secrets() {
        List<Section> sections = collect(
                new Part("fails.txt", out -> {
                    throw new IllegalStateException("password=canary");
                }),
                new Part("errs.txt", out -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                }),
                WELL);

        assertThat(sections).extracting(Section::state).containsExactly(State.FAILED, State.FAILED, State.COMPLETE);
        assertThat(sections.get(0).reason().orElseThrow())
                .contains("IllegalStateException", "[redacted:")
                .doesNotContain("canary");
    }

    @Test
    void a_part_above_its_limit_is_cut_after_a_whole_line() {
        List<Section> sections = collect(
                new Part("long.txt", LONG, 25, out -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        out.line("ten bytes");
                    }
                }),
                WELL);

        assertThat(sections).extracting(Section::state).containsExactly(State.CUT, State.COMPLETE);
        assertThat(sections.get(0).text()).isEqualTo("ten bytes\nten bytes\n");
    }

    @Test
    void a_dump_takes_an_eighth_of_the_free_heap_at_most_and_always_its_first_parts() {
        assertThat(Taking.room(10 << 20, 1 << 30)).isEqualTo(10 << 20);
        assertThat(Taking.room(10 << 20, 16 << 20)).isEqualTo(2 << 20);
        assertThat(Taking.room(10 << 20, 0)).isEqualTo(256 << 10);
    }

    @Test
    void what_is_not_begun_above_the_size_of_the_whole_or_after_the_deadline_is_missing() {
        Part tenBytes = new Part("ten.txt", out -> out.line("ten bytes"));

        assertThat(collect(new StandardRedactor(), LONG, 10, tenBytes, WELL))
                .extracting(Section::state)
                .containsExactly(State.COMPLETE, State.CUT);
        assertThat(collect(new StandardRedactor(), Duration.ZERO, 1 << 20, WELL))
                .extracting(Section::state)
                .containsExactly(State.TIMED_OUT);
    }

    @Test
    void a_line_that_cannot_be_redacted_is_dropped_and_the_next_is_not() {
        Redactor broken = text -> {
            if (text.contains("bad")) {
                throw new IllegalArgumentException("broken");
            }
            return text;
        };
        List<Section> sections = collect(broken, LONG, 1 << 20, new Part("lines.txt", out -> {
            out.line("good");
            out.line("bad canary");
            out.line("good again");
        }));

        assertThat(sections.get(0).text())
                .isEqualTo("good\n[could not be redacted: 10 characters dropped]\ngood again\n");
    }

    @Test
    void equal_secrets_have_equal_tokens_and_a_key_over_lines_goes_whole() {
        Part part = new Part("secrets.txt", out -> {
            out.line("password=canary-one and token=canary-two");
            out.text("password=canary-one\n-----BEGIN PRIVATE KEY-----\nMIIBcanary\n-----END PRIVATE KEY-----\nafter");
        });

        List<String> lines = collect(part).get(0).text().lines().toList();

        assertThat(String.join("\n", lines)).doesNotContain("canary");
        String token = lines.get(1).substring("password=".length());
        assertThat(token).matches("\\[redacted:[0-9a-f]{4}]");
        assertThat(lines.get(0))
                .startsWith("password=" + token + " and token=[redacted:")
                .doesNotEndWith(token);
        assertThat(lines).hasSize(6).endsWith("after");
    }

    @Test
    void what_hangs_in_every_dump_keeps_one_thread_and_no_other_part_from_being_collected() {
        Part hanging = new Part("hangs.txt", Duration.ofMillis(20), 1 << 20, out -> hang());
        for (int dump = 0; dump < 8; dump++) {
            assertThat(collect(hanging).get(0).state()).isEqualTo(State.TIMED_OUT);
        }

        assertThat(collect(hanging).get(0).reason().orElseThrow()).contains("still", "CollectingTest.hang");
        assertThat(collect(WELL).get(0).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void a_crew_that_was_closed_begins_nothing_and_leaves_no_thread() {
        Set<Thread> before = crewThreads();
        crew.close();
        AtomicInteger begun = new AtomicInteger();
        Part part = new Part("late.txt", Duration.ofMillis(20), 1 << 20, out -> begun.incrementAndGet());

        List<Section> sections = collect(part, part, part, part, part, part, part, part);

        assertThat(sections)
                .allSatisfy(section -> assertThat(section.reason())
                        .hasValueSatisfying(why -> assertThat(why).contains("closed")));
        assertThat(begun).hasValue(0);
        assertThat(before).containsAll(crewThreads());
    }

    private static Set<Thread> crewThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vitals-dump-"))
                .collect(Collectors.toSet());
    }
}
