package dev.vitals.jdbc.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockingGraphTest {
    private static final int SEEDS = 3_000;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS / 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_hundred_random_graphs_agree_with_brute_force(long batch) {
        for (long seed = batch * 100; seed < (batch + 1) * 100; seed++) {
            List<Wait<Integer>> waits = RandomWaits.small(seed).waits();
            new Agreement(seed, new Oracle(waits), BlockingGraph.of(waits)).check();
        }
    }

    /** Every claim about one graph, so that a failure names the seed. */
    private record Agreement(long seed, Oracle oracle, BlockingGraph<Integer> graph) {
        void check() {
            roots_are_right();
            every_waiter_is_shown_once();
            every_line_hangs_below_the_blocker_on_its_longest_path();
            roots_are_ranked();
        }

        private void roots_are_right() {
            Set<Set<Integer>> found = new HashSet<>();
            for (Root<Integer> root : graph.roots()) {
                Set<Integer> members = new TreeSet<>(root.members());
                found.add(members);
                assertThat(root.blocked())
                        .as("seed %d", seed)
                        .isEqualTo(oracle.blockedBy(members).size());
                assertThat(root.longestWait()).as("seed %d", seed).isEqualTo(oracle.longestWait(members));
                int depth = oracle.knots().stream()
                        .mapToInt(knot -> oracle.depthAbove(knot, members))
                        .max()
                        .orElse(0);
                assertThat(root.depth()).as("seed %d", seed).isEqualTo(depth);
            }
            assertThat(found).as("seed %d", seed).isEqualTo(oracle.roots());
        }

        private void every_waiter_is_shown_once() {
            List<Integer> shown = new ArrayList<>();
            for (Root<Integer> root : graph.roots()) {
                shown.addAll(root.members());
                root.lines().forEach(line -> shown.addAll(line.members()));
            }
            assertThat(shown).as("seed %d", seed).doesNotHaveDuplicates().containsAll(oracle.waiters());
            assertThat(graph.waiting())
                    .as("seed %d", seed)
                    .isEqualTo(oracle.waiters().size());
        }

        private void every_line_hangs_below_the_blocker_on_its_longest_path() {
            for (Root<Integer> root : graph.roots()) {
                List<List<Integer>> path = new ArrayList<>(List.of(root.members()));
                for (Line<Integer> line : root.lines()) {
                    path.subList(line.depth(), path.size()).clear();
                    Set<Integer> knot = new TreeSet<>(line.members());
                    List<Integer> above = path.get(line.depth() - 1);
                    assertThat(line.depth()).as("seed %d", seed).isEqualTo(oracle.depth(knot));
                    Set<Integer> others = outside(knot);
                    assertThat(others).as("seed %d", seed).containsAnyElementsOf(above);
                    assertThat(above).as("seed %d", seed).noneMatch(line.alsoWaitsFor()::contains);
                    others.removeAll(above);
                    assertThat(line.alsoWaitsFor()).as("seed %d", seed).containsAll(others);
                    path.add(line.members());
                }
            }
        }

        private Set<Integer> outside(Set<Integer> knot) {
            Set<Integer> others = new TreeSet<>();
            knot.forEach(member -> others.addAll(oracle.blockers(member)));
            others.removeAll(knot);
            return others;
        }

        private void roots_are_ranked() {
            assertThat(graph.roots())
                    .as("seed %d", seed)
                    .isSortedAccordingTo(Comparator.<Root<Integer>>comparingInt(Root::blocked)
                            .thenComparing(Root::longestWait)
                            .reversed());
        }
    }

    @Test
    void a_chain_is_as_deep_as_it_is_long() {
        BlockingGraph<Integer> graph = BlockingGraph.of(List.of(edge(2, 1), edge(3, 2), edge(4, 3, 1)));

        assertThat(graph.roots()).singleElement().satisfies(root -> {
            assertThat(root.members()).containsExactly(1);
            assertThat(root.blocked()).isEqualTo(3);
            assertThat(root.depth()).isEqualTo(3);
            assertThat(root.lines()).extracting(Line::depth).containsExactly(1, 2, 3);
            assertThat(root.lines().get(2).alsoWaitsFor()).containsExactly(1);
        });
    }

    @Test
    void a_cycle_is_one_root_and_those_behind_it_hang_below() {
        BlockingGraph<Integer> graph = BlockingGraph.of(List.of(edge(1, 2), edge(2, 1), edge(3, 2)));

        assertThat(graph.roots()).singleElement().satisfies(root -> {
            assertThat(root.members()).containsExactlyInAnyOrder(1, 2);
            assertThat(root.blocked()).isEqualTo(3);
            assertThat(root.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.members()).containsExactly(3));
        });
    }

    @Test
    void a_waiter_whose_blocker_is_not_known_is_a_root_that_blocks_nothing() {
        BlockingGraph<Integer> graph = BlockingGraph.of(List.of(edge(1)));

        assertThat(graph.roots())
                .singleElement()
                .satisfies(root -> assertThat(root.blocked()).isZero());
        assertThat(graph.waiting()).isEqualTo(1);
    }

    @Test
    void several_waits_of_one_session_are_taken_together() {
        BlockingGraph<Integer> graph = BlockingGraph.of(List.of(edge(1, 2), edge(1, 3)));

        assertThat(graph.waiting()).isEqualTo(1);
        assertThat(graph.roots()).hasSize(2);
    }

    @Test
    void no_waiter_makes_no_root() {
        assertThat(BlockingGraph.<Integer>of(List.of()).roots()).isEmpty();
    }

    static Stream<List<Wait<Integer>>> large() {
        return Stream.of(
                IntStream.range(1, 10_000)
                        .mapToObj(node -> edge(node, node - 1))
                        .toList(),
                IntStream.range(1, 10_000).mapToObj(node -> edge(node, 0)).toList(),
                IntStream.range(0, 10_000)
                        .mapToObj(node -> edge(node, (node + 1) % 10_000))
                        .toList(),
                IntStream.range(5_000, 10_000)
                        .mapToObj(node -> edge(node, node - 5_000, node - 4_999))
                        .toList(),
                new RandomWaits(1, 10_000, 0.9, 4, 0).waits(),
                new RandomWaits(2, 10_000, 0.9, 4, 0.01).waits());
    }

    /** It takes tens of milliseconds. In the thread's own time, since this machine may have others to serve. */
    @ParameterizedTest
    @MethodSource("large")
    void ten_thousand_sessions_take_well_under_a_second(List<Wait<Integer>> waits) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        BlockingGraph.of(waits);
        long start = threads.getCurrentThreadCpuTime();

        BlockingGraph<Integer> graph = BlockingGraph.of(waits);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(graph.waiting()).isEqualTo(waits.size());
    }

    private static Wait<Integer> edge(int waiter, Integer... blockers) {
        return new Wait<>(waiter, Set.of(blockers), Duration.ofSeconds(waiter));
    }
}
