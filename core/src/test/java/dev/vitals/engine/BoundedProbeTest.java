package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Evidence.Table;
import dev.vitals.probe.Evidence.Text;
import dev.vitals.probe.Evidence.Tree;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedProbeTest {
    private static final ProbeContext CONTEXT =
            new RunContext("a", new TestTime(), new Counters(), new Stays(), text -> text, Long.MAX_VALUE);

    private static Result bound(Result result) throws Exception {
        return new BoundedProbe(context -> result).check(CONTEXT);
    }

    private static Evidence bound(Evidence item) throws Exception {
        return bound(with(List.of(item))).evidence().get(0);
    }

    private static Result with(List<Evidence> evidence) {
        return Result.down("test.broken", "broken").withEvidence(evidence);
    }

    private static <T> List<T> many(int count, IntFunction<T> make) {
        return IntStream.range(0, count).mapToObj(make).toList();
    }

    private static int nodes(List<Node> nodes) {
        return nodes.stream().mapToInt(node -> 1 + nodes(node.children())).sum();
    }

    private static int depth(List<Node> nodes) {
        return nodes.stream().mapToInt(node -> 1 + depth(node.children())).max().orElse(0);
    }

    @Test
    void an_answer_within_every_limit_is_left_as_it_is() throws Exception {
        Result result = Result.down("test.broken", "broken")
                .withSubjects(many(16, i -> Subject.pool("p" + i)))
                .withObservations(many(64, i -> Observation.count("o" + i, i)))
                .withEvidence(many(16, i -> new Table("t" + i, many(32, c -> "c"), many(200, r -> many(32, c -> "x")))))
                .withRemedies(many(8, i -> Remedy.of("r" + i)));

        assertThat(bound(result)).isEqualTo(result);
    }

    @Test
    void observations_remedies_and_evidence_beyond_the_limit_are_left_out_and_counted() throws Exception {
        Result result = bound(Result.down("test.broken", "broken")
                .withObservations(many(1_000, i -> Observation.count("o" + i, i)))
                .withEvidence(many(1_001, i -> new Text("e" + i, List.of())))
                .withRemedies(many(1_002, i -> Remedy.of("r" + i))));

        assertThat(result.observations())
                .hasSize(64)
                .last()
                .extracting(Observation::name)
                .isEqualTo("o63");
        assertThat(result.remedies())
                .hasSize(8)
                .last()
                .extracting(Remedy::advice)
                .isEqualTo("r7");
        assertThat(result.evidence()).hasSize(16);
        assertThat(result.evidence().get(14).title()).isEqualTo("e14");
        assertThat(((Text) result.evidence().get(15)).lines())
                .containsExactly(
                        "observations: the first 64 of 1000 are shown",
                        "remedies: the first 8 of 1002 are shown",
                        "pieces of evidence: the first 15 of 1001 are shown");
    }

    @Test
    void one_observation_too_many_is_told_without_costing_evidence() throws Exception {
        Result result = with(List.of(new Text("e", List.of())));
        for (int i = 0; i < 65; i++) {
            result = result.observe(Observation.count("o" + i, i));
        }

        assertThat(bound(result).evidence()).extracting(Evidence::title).containsExactly("e", "left out for size");
    }

    @Test
    void lines_beyond_two_hundred_are_left_out_and_counted() throws Exception {
        assertThat(((Text) bound(new Text("t", many(200, i -> "l")))).lines()).hasSize(200);

        List<String> lines = ((Text) bound(new Text("t", many(1_000_000, i -> "l" + i)))).lines();

        assertThat(lines).hasSize(201).endsWith("l199", "… and 999800 more lines");
    }

    @Test
    void rows_and_columns_beyond_the_limit_are_left_out_and_counted() throws Exception {
        List<String> wide = List.copyOf(many(1_000, c -> "c" + c)); // or each row would be copied: 4 GB

        Table table = (Table) bound(new Table("t", wide, Collections.nCopies(1_000_000, wide)));

        assertThat(table.title()).isEqualTo("t (first 200 of 1000000 rows) (first 32 of 1000 columns)");
        assertThat(table.columns()).hasSize(32).endsWith("c31");
        assertThat(table.rows()).hasSize(200).allMatch(row -> row.size() == 32);
    }

    @Test
    void a_wide_tree_keeps_two_hundred_nodes_and_says_once_that_there_are_more() throws Exception {
        Node crowded = new Node("crowded", many(1_000_000, i -> Node.leaf("n" + i)));

        Tree tree = (Tree) bound(new Tree("t", List.of(crowded, crowded, crowded)));

        assertThat(nodes(tree.roots())).isEqualTo(201);
        assertThat(tree.roots()).hasSize(1);
        assertThat(tree.roots().get(0).children().get(199).text()).isEqualTo("… and more");
    }

    @Test
    void a_tree_a_hundred_thousand_deep_is_cut_at_sixty_four() throws Exception {
        Node deep = Node.leaf("end");
        for (int i = 0; i < 100_000; i++) {
            deep = new Node("n", List.of(deep));
        }

        Tree tree = (Tree) bound(new Tree("t", List.of(deep)));

        assertThat(depth(tree.roots())).isEqualTo(65);
        assertThat(nodes(tree.roots())).isEqualTo(65);
    }

    @Test
    void no_text_is_cut_here_since_half_a_secret_does_not_look_like_one() throws Exception {
        String huge = "x".repeat(1_000_000);

        Result result = bound(Result.down("test.broken", huge).evidence(new Text(huge, List.of(huge))));

        assertThat(result.summary()).isSameAs(huge);
        assertThat(result.evidence().get(0).title()).isSameAs(huge);
        assertThat(((Text) result.evidence().get(0)).lines()).containsExactly(huge);
    }

    @Test
    void huge_texts_leave_room_for_fewer_rows_so_that_redacting_stays_cheap() throws Exception {
        String huge = "x".repeat(1_000_000);
        List<String> row = Collections.nCopies(32, huge);

        Table table = (Table) bound(new Table("t", many(32, c -> "c"), Collections.nCopies(200, row)));
        Text text = (Text) bound(new Text("t", Collections.nCopies(200, huge)));

        assertThat(table.rows().size()).isEqualTo(2);
        assertThat(table.title()).contains("first 2 of 200 rows");
        assertThat(text.lines().size()).isEqualTo(51);
        assertThat(text.lines().get(50)).isEqualTo("… and 150 more lines");
    }

    @Test
    void two_hundred_rows_of_full_length_are_all_kept() throws Exception {
        List<String> row = List.of("x".repeat(600), "y".repeat(400));

        Table table = (Table) bound(new Table("t", List.of("a", "b"), Collections.nCopies(200, row)));

        assertThat(table.rows().size()).isEqualTo(200);
    }

    @Test
    void a_diagnosis_is_bounded_like_an_answer() throws Exception {
        Probe probe = new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return Result.up();
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) {
                return many(100, i -> new Text("e" + i, many(300, l -> "l")));
            }
        };

        List<Evidence> evidence = new BoundedProbe(probe).diagnose(CONTEXT);

        assertThat(evidence).hasSize(16);
        assertThat(((Text) evidence.get(0)).lines()).hasSize(201);
        assertThat(((Text) evidence.get(15)).lines())
                .containsExactly("pieces of evidence: the first 15 of 100 are shown");
    }
}
