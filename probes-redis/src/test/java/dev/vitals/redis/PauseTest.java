package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.RedisServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pause of clients where it cannot be seen by a list of them. */
class PauseTest {
    private final List<Socket> others = new ArrayList<>();

    @AfterEach
    void hangUp() throws Exception {
        for (Socket other : others) {
            other.close();
        }
    }

    @Test
    void what_is_not_seen_is_said_with_the_right_to_grant() throws Exception {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server)) {
            admin.run("ACL", "SETUSER", "app", "on", ">secret", "+@all", "-@dangerous", "+info", "~*");
            URI app = URI.create("redis://app:secret@" + server.host() + ":" + server.port());
            try (Lab lab = Lab.at(app)) {
                assertThat(lab.check("clients").summary()).as("nobody waits").doesNotContain("pause");
                others(server, 1, "BLPOP jobs 0\r\n");
                await().until(() -> admin.info("clients", "blocked_clients").equals("1"));
                lab.pass(Duration.ofSeconds(2));

                Result result = lab.check("clients");
                assertThat(result.status()).isEqualTo(Status.UP);
                assertThat(result.summary()).contains("whether a pause holds back the 1 that are blocked is not seen");
                assertThat(result.remedies().get(0).command().orElseThrow()).endsWith("ACL SETUSER app '+client|list'");

                admin.run("ACL", "SETUSER", "app", "+client|list");
                lab.waitOutBackoff();
                assertThat(lab.check("clients").summary()).doesNotContain("pause");
            }
            try (Lab lab = Lab.at(server.uri())) {
                others(server, 1_001, "PING\r\n");
                await().until(() -> Long.parseLong(admin.info("clients", "connected_clients")) > 1_001);

                Result result = lab.check("clients");
                assertThat(result.status()).isEqualTo(Status.UP);
                assertThat(result.summary()).contains("not listed when there are more than 1,000");
            }
        }
    }

    @Test
    void a_server_that_says_that_it_pauses_is_believed_without_a_list() throws Exception {
        AtomicReference<String> actions = new AtomicReference<>("none");
        try (Peer valkey = Peer.that(client -> serve(client, actions));
                Lab lab = Lab.at(valkey.uri())) {
            assertThat(lab.check("clients").status()).isEqualTo(Status.UP);
            actions.set("write");
            lab.pass(Duration.ofSeconds(2));
            assertThat(lab.check("clients").status())
                    .as("a failover for a moment")
                    .isEqualTo(Status.UP);

            lab.pass(Duration.ofSeconds(11));
            Result paused = lab.check("clients");
            assertThat(paused.cause()).isEqualTo("redis.clients.paused");
            assertThat(paused.status()).isEqualTo(Status.DOWN);

            actions.set("none");
            lab.pass(Duration.ofSeconds(2));
            assertThat(lab.check("clients").status()).isEqualTo(Status.UP);
        }
    }

    private void others(RedisServer server, int number, String command) throws Exception {
        for (int i = 0; i < number; i++) {
            Socket other = new Socket(server.host(), server.port());
            other.getOutputStream().write(command.getBytes(US_ASCII));
            others.add(other);
        }
    }

    /** Answers INFO as Valkey 8.1 does, and refuses the rest. */
    private static void serve(Socket client, AtomicReference<String> actions) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String info =
                    "connected_clients:3\r\nmaxclients:10000\r\nblocked_clients:1\r\npaused_reason:client_pause\r\n"
                            + "paused_actions:" + actions.get() + "\r\npaused_timeout_milliseconds:0\r\n";
            String reply = switch (line) {
                case "HELLO", "PING", "LIST" -> "-ERR unknown command\r\n";
                case "INFO" -> "$" + info.length() + "\r\n" + info + "\r\n";
                default -> "";
            };
            client.getOutputStream().write(reply.getBytes(US_ASCII));
        }
    }
}
