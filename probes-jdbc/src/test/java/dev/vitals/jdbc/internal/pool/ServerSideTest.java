package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.activity.Activity.Blindness;
import dev.vitals.jdbc.internal.activity.ClientSession;
import dev.vitals.jdbc.internal.activity.ClientSession.Commands;
import dev.vitals.jdbc.internal.activity.ClientSession.Doing;
import dev.vitals.jdbc.internal.activity.ClientSession.Harm;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.remote.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSideTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Target POOL = new Target(Remote.parse("db"), "orders", Optional.of("app"));

    private static final Remedy GRANT = Remedy.words("let it").run(Command.sql("GRANT x TO y"));

    private static final Commands COMMANDS =
            new Commands(Command.sql("SELECT cancel({})", 4711), Command.sql("SELECT end({})", 4711));

    private final List<ClientSession> sessions = new ArrayList<>();

    @Test
    void a_pool_whose_connections_are_all_idle_leaks() {
        add(10, "app", "orders", "idle", 61);

        ServerSide seen = look(10);

        assertThat(seen.showsLeak()).isTrue();
        assertThat(seen.unused()).isEqualTo(10);
        assertThat(seen.summary()).isEqualTo("; at least 10 in use but idle on the server for 1 m or more");
    }

    @Test
    void half_of_them_is_enough_and_fewer_are_only_mentioned() {
        add(5, "app", "orders", "idle in transaction (aborted)", 61);
        add(5, "app", "orders", "active", 61);
        assertThat(look(10).showsLeak()).isTrue();

        add(1, "app", "orders", "active", 0);
        assertThat(look(10).showsLeak()).isFalse();
        assertThat(look(10).summary()).startsWith("; at least 4 in use but idle");
    }

    @Test
    void sessions_that_have_just_become_idle_do_not_count() {
        add(10, "app", "orders", "idle", 59);

        assertThat(look(10).unused()).isZero();
    }

    @Test
    void idle_sessions_of_another_pool_cannot_feign_a_leak() {
        add(10, "app", "orders", "active", 5);
        add(90, "app", "orders", "idle", 3_600);

        assertThat(look(10).unused()).isZero();
        assertThat(look(10).summary()).isEmpty();
    }

    @Test
    void sessions_of_others_are_not_the_pool_s() {
        add(10, "batch", "orders", "idle", 3_600);
        add(10, "app", "billing", "idle", 3_600);
        sessions.addAll(Collections.nCopies(10, session("app", "orders", Optional.of(doing("idle", 3_600)), true)));

        ServerSide seen = look(10);

        assertThat(seen.showsLeak()).isFalse();
        assertThat(seen.unknown())
                .isEqualTo("the server shows 0 sessions of the pool's user from this host, fewer than the pool has in"
                        + " use: its sessions cannot be identified");
    }

    @Test
    void hidden_sessions_are_no_leak_but_a_reason_to_grant() {
        sessions.addAll(Collections.nCopies(10, session("app", "orders", Optional.empty(), false)));

        ServerSide seen = look(10);

        assertThat(seen.showsLeak()).isFalse();
        assertThat(seen.unknown()).isEqualTo("what 10 of 10 sessions of the pool's user do is hidden");
        assertThat(seen.grant()).contains(GRANT);
    }

    @Test
    void sessions_beyond_those_listed_may_all_be_busy() {
        add(10, "app", "orders", "idle", 3_600);

        assertThat(ServerSide.of(activity(16), POOL, 10, MINUTE).showsLeak()).isFalse();
        assertThat(ServerSide.of(activity(15), POOL, 10, MINUTE).showsLeak()).isTrue();
    }

    @Test
    void a_pool_of_which_nothing_is_known_may_have_any_session() {
        add(10, "app", "orders", "idle", 61);
        Target nothing = Target.UNKNOWN;

        assertThat(ServerSide.of(activity(10), nothing, 10, MINUTE).showsLeak()).isTrue();
    }

    private ServerSide look(int used) {
        return ServerSide.of(activity(sessions.size()), POOL, used, MINUTE);
    }

    private Activity activity(int total) {
        Blindness blindness = Blindness.of("probe", GRANT);
        return new Activity(sessions, List.of(), total, List.of(), List.of(), Optional.of(blindness), 0);
    }

    private void add(int number, String user, String database, String state, int seconds) {
        ClientSession one = session(user, database, Optional.of(doing(state, seconds)), false);
        sessions.addAll(Collections.nCopies(number, one));
    }

    private static Doing doing(String state, int seconds) {
        Duration age = Duration.ofSeconds(seconds);
        return new Doing(state, age, age, Optional.empty(), false, new Harm(0, false, false), "select ?");
    }

    private static ClientSession session(String user, String database, Optional<Doing> doing, boolean elsewhere) {
        return new ClientSession("pid", 4711, new Client("", user, ""), database, doing, COMMANDS, elsewhere);
    }
}
