package dev.vitals.jdbc.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockPictureTest {
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final List<Wait<String>> waits = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1, 9, UP, false",
        "1, 10, DEGRADED, false",
        "1, 59, DEGRADED, false",
        "1, 60, DOWN, false",
        "2, 6, UP, false",
        "3, 6, DEGRADED, false",
        "9, 6, DEGRADED, false",
        "10, 6, DOWN, false",
        "50, 4, UP, false",
        "3, 5, DEGRADED, false",
        "10, 5, DOWN, false",
        "1, 5, DEGRADED, true",
        "1, 30, DOWN, true"
    })
    void both_time_and_number_count(int sessions, int seconds, Status status, boolean ddl) {
        for (int i = 0; i < sessions; i++) {
            waits("w" + i, Duration.ofSeconds(seconds), ddl, "root");
        }

        LockJudge judge = LockJudge.of(picture(), LockLimits.DEFAULT);

        assertThat(judge.status()).isEqualTo(status);
    }

    @Test
    void a_hidden_wait_is_not_known_to_be_within_limits() {
        blocks("root");
        participants.put(
                "w", participant("w", Optional.of(new Waiting(Optional.empty(), "", "t", "ShareLock", false))));
        waits.add(new Wait<>("w", Set.of("root"), Duration.ZERO));

        LockJudge judge = LockJudge.of(picture(), LockLimits.DEFAULT);

        assertThat(judge.status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge.cause()).isEqualTo(LockCauses.WAITS_HIDDEN);
    }

    @Test
    void only_the_worst_roots_are_shown_and_the_rest_counted() {
        for (int root = 0; root < 8; root++) {
            waits("w" + root, Duration.ofSeconds(root), false, "root" + root);
        }

        List<Evidence.Node> roots = BlockingTree.of(picture()).roots();

        assertThat(roots).hasSize(6);
        assertThat(roots.get(0).text()).contains("root7");
        assertThat(roots.get(5).text()).isEqualTo("and 3 more roots, which block 3 sessions");
    }

    @Test
    void a_tree_that_leaves_nothing_out_is_not_shown_twice() {
        waits("w0", Duration.ofSeconds(1), false, "root0");
        assertThat(BlockingTree.cut(picture())).isFalse();
        for (int root = 1; root < 6; root++) {
            waits("w" + root, Duration.ofSeconds(root), false, "root" + root);
        }

        assertThat(BlockingTree.cut(picture())).isTrue();
        assertThat(BlockingTree.full(picture()).title()).isEqualTo("who blocks whom, in full, when it began");
        assertThat(BlockingTree.full(picture()).roots()).hasSize(6);
    }

    @Test
    void the_summary_names_the_worst_of_several_roots() {
        waits("a", Duration.ofSeconds(70), false, "one");
        waits("b", Duration.ofSeconds(20), false, "one");
        waits("c", Duration.ofSeconds(80), false, "other");

        assertThat(LockWords.summary(picture()))
                .isEqualTo("2 roots block 3 sessions, longest wait 1 m 20 s; worst: pid one (app=x) blocks 2");
    }

    @Test
    void a_session_that_waits_for_an_unknown_one_is_no_blocker() {
        Waiting waiting = new Waiting(Optional.of(Duration.ofSeconds(9)), "", "t", "Lock", false);
        participants.put("replay", participant("replay", Optional.of(waiting)));
        waits.add(new Wait<>("replay", Set.of(), Duration.ofSeconds(9)));

        assertThat(LockWords.summary(picture()))
                .isEqualTo("pid replay (app=x) waits for a session that the server does not name, longest wait 9 s");
        waits("reader", Duration.ofSeconds(8), false, "replay");
        assertThat(LockWords.summary(picture())).isEqualTo("pid replay (app=x) blocks 1 session, longest wait 9 s");
    }

    @Test
    void sessions_that_came_after_a_change_of_the_table_are_counted_behind_it() {
        waits("ddl", Duration.ofSeconds(9), true, "root");
        waits("r1", Duration.ofSeconds(8), false, "ddl");
        waits("r2", Duration.ofSeconds(7), false, "ddl");
        waits("other", Duration.ofSeconds(7), false, "root");
        LockPicture picture = picture();

        assertThat(LockWords.schemaChange(picture, picture.participant("ddl"))).endsWith("readers too (2 so far)");
    }

    @Test
    void the_roots_that_block_are_at_fault_the_worst_first_and_a_cycle_with_all_its_members() {
        waits("a", Duration.ofSeconds(70), false, "one");
        waits("b", Duration.ofSeconds(20), false, "x");
        waits("x", Duration.ofSeconds(80), false, "y");
        waits("y", Duration.ofSeconds(80), false, "x");
        Waiting unknown = new Waiting(Optional.of(Duration.ofSeconds(9)), "", "t", "Lock", false);
        participants.put("lonely", participant("lonely", Optional.of(unknown)));
        waits.add(new Wait<>("lonely", Set.of(), Duration.ofSeconds(9)));

        List<Culprit> culprits = picture().culprits();

        assertThat(culprits).extracting(Culprit::id).containsExactlyInAnyOrder("x", "y", "one");
        assertThat(culprits.get(2).id()).isEqualTo("one");
    }

    @Test
    void a_program_reads_pid_state_lock_and_blockers_from_fields() {
        Duration minute = Duration.ofMinutes(1);
        Identity root = Identity.session("pid", 1);
        participants.put(
                "1",
                new Participant(
                        root,
                        new Client("billing", "app", "10.0.0.7"),
                        Doing.state("idle in transaction", minute),
                        "update t",
                        Optional.empty(),
                        List.of()));
        Waiting waiting = new Waiting(Optional.of(Duration.ofMillis(1_500)), "", "t", "ShareLock", false);
        participants.put("2", participant("2", Optional.of(waiting)));
        waits.add(new Wait<>("2", Set.of("1"), Duration.ofMillis(1_500)));

        Evidence.Node node = BlockingTree.of(picture()).roots().get(0);

        assertThat(node.fields())
                .containsExactly(
                        Map.entry("pid", "1"),
                        Map.entry("app", "billing"),
                        Map.entry("user", "app"),
                        Map.entry("client", "10.0.0.7"),
                        Map.entry("state", "idle in transaction"),
                        Map.entry("idle_seconds", "60"),
                        Map.entry("query", "update t"),
                        Map.entry("blocks", "1"));
        assertThat(node.children().get(0).fields())
                .containsExactly(
                        Map.entry("pid", "2"),
                        Map.entry("app", "x"),
                        Map.entry("waits_seconds", "1.5"),
                        Map.entry("lock", "ShareLock"),
                        Map.entry("relation", "t"),
                        Map.entry("blocked_by", "1"));
    }

    @Test
    void a_cycle_has_one_node_that_names_its_members_to_programs() {
        waits("x", Duration.ofSeconds(80), false, "y");
        waits("y", Duration.ofSeconds(80), false, "x");

        Map<String, String> fields = BlockingTree.of(picture()).roots().get(0).fields();

        assertThat(fields.get("cycle").split(",")).containsExactlyInAnyOrder("x", "y");
        assertThat(fields).containsEntry("blocks", "2");
    }

    private LockPicture picture() {
        return new LockPicture(participants, BlockingGraph.of(waits), List.of(), List.of());
    }

    private void blocks(String id) {
        participants.putIfAbsent(id, participant(id, Optional.empty()));
    }

    private void waits(String id, Duration waited, boolean ddl, String blocker) {
        blocks(blocker);
        participants.put(id, participant(id, Optional.of(new Waiting(Optional.of(waited), "", "t", "Lock", ddl))));
        waits.add(new Wait<>(id, Set.of(blocker), waited));
    }

    private static Participant participant(String id, Optional<Waiting> waiting) {
        Identity identity =
                new Identity(id, "pid " + id, Map.of("pid", id), Optional.of(new Culprit(Kind.SESSION, id)));
        return new Participant(identity, new Client("x", "", ""), Doing.UNKNOWN, "", waiting, List.of());
    }
}
