package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.Jedis;

class ServerExtensionTest {

    @RegisterExtension
    static final ServerExtension<RedisServer> SHARED = ServerExtension.redis();

    @RegisterExtension
    static final ServerExtension<RedisServer> SHARED_TOO = ServerExtension.redis(ServerOptions.defaults());

    @RegisterExtension
    static final ServerExtension<RedisServer> OTHER =
            ServerExtension.redis(ServerOptions.defaults().withSetting("maxclients", "20"));

    @RegisterExtension
    static final ServerExtension<RedisServer> OWN = ServerExtension.redis().perClass();

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    @Test
    void equal_options_share_a_server() {
        assertThat(SHARED.server()).isSameAs(SHARED_TOO.server());
        assertThat(SHARED.server()).isNotSameAs(OTHER.server()).isNotSameAs(OWN.server());
    }

    @Test
    void a_test_gets_its_server_as_a_parameter(PostgresServer postgres) {
        assertThat(postgres).isSameAs(POSTGRES.server());
    }

    @Test
    void an_extension_nobody_registered_has_no_server() {
        assertThatIllegalStateException()
                .isThrownBy(ServerExtension.redis()::server)
                .withMessageContaining("@RegisterExtension");
    }

    /** The first two tests leave the server in a state in which the others could not use it. */
    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class A_nested_class {

        @Test
        @Order(1)
        void shares_the_server_of_its_outer_class_and_may_freeze_it() {
            OWN.server().freeze();
        }

        @Test
        @Order(2)
        void finds_it_thawed_and_may_stop_it() {
            assertThat(ping(OWN.server())).isEqualTo("PONG");

            OWN.server().stop();
        }

        @Test
        @Order(3)
        void finds_it_restarted() {
            assertThat(ping(OWN.server())).isEqualTo("PONG");
        }

        private static String ping(RedisServer server) {
            try (var jedis = new Jedis(server.uri(), 60_000)) {
                return jedis.ping();
            }
        }
    }
}
