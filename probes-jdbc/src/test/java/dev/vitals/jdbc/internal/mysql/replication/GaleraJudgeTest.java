package dev.vitals.jdbc.internal.mysql.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.mysql.server.ServerStatus;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No artifact has a cluster, so this one exists only in its numbers. */
class GaleraJudgeTest {
    private static final Map<String, String> SYNCED = Map.of(
            "wsrep_provider_name", "Galera",
            "wsrep_cluster_status", "Primary",
            "wsrep_ready", "ON",
            "wsrep_local_state", "4",
            "wsrep_local_state_comment", "Synced",
            "wsrep_cluster_size", "3",
            "wsrep_local_recv_queue", "0");

    @Test
    void a_synchronised_node_is_up() throws Exception {
        assertThat(judge(Map.of()))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.UP, "synchronised, 3 nodes in the cluster");
    }

    @Test
    void a_node_without_the_majority_is_down_before_all_else() throws Exception {
        assertCause(Map.of("wsrep_cluster_status", "non-Primary", "wsrep_ready", "OFF"), "galera.non-primary");
        assertThat(judge(Map.of("wsrep_cluster_status", "non-Primary")).status())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void a_node_that_takes_no_statements_is_not_synchronised_or_is_slow_is_found() throws Exception {
        assertCause(Map.of("wsrep_ready", "OFF"), "galera.not-ready");
        assertCause(Map.of("wsrep_local_state", "2"), "galera.not-synced");
        assertCause(Map.of("wsrep_local_recv_queue", "100"), "galera.queue");
        assertCause(Map.of("wsrep_local_recv_queue", "99"), "ok");
    }

    @Test
    void a_server_without_a_provider_is_no_node() {
        assertThat(GaleraJudge.isNode(new ServerStatus(SYNCED))).isTrue();
        assertThat(GaleraJudge.isNode(new ServerStatus(Map.of("wsrep_provider_name", "", "wsrep_ready", "OFF"))))
                .isFalse();
        assertThat(GaleraJudge.isNode(new ServerStatus(Map.of()))).isFalse();
    }

    private static void assertCause(Map<String, String> changes, String cause) throws Exception {
        assertThat(judge(changes).cause()).isEqualTo(cause);
    }

    private static Result judge(Map<String, String> changes) throws Exception {
        Map<String, String> values = new HashMap<>(SYNCED);
        values.putAll(changes);
        return ProbeHarness.of(context -> new GaleraJudge().judge(new ServerStatus(values), context))
                .check();
    }
}
