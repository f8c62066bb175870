package dev.vitals.redis.internal.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.limits.RedisReplicationLimits;
import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MasterSideTest {
    private static final String INFO = """
            master_repl_offset:5000
            slave0:ip=10.0.0.1,port=6379,state=online,offset=4000,lag=12
            slave1:ip=10.0.0.2,port=6379,state=online,offset=3000,lag=41
            slave2:ip=10.0.0.3,port=6379,state=online,offset=5000,lag=0
            slave3:ip=10.0.0.4,port=6379,state=wait_bgsave,offset=0,lag=99
            """;

    @Test
    void the_longest_silence_is_named_wherever_it_stands_and_only_late_replicas_are_at_fault() {
        RedisTarget target = RedisTarget.of(URI.create("redis://master.example"));
        Result result =
                new MasterSide(RedisReplicationLimits.DEFAULT, RedisInfo.parse(INFO), target).judge(OptionalLong.of(0));

        assertThat(result.summary()).startsWith("2 replicas silent, longest 41 s");
        assertThat(result.subjects())
                .contains(Subject.endpoint("10.0.0.1", 6379), Subject.endpoint("10.0.0.2", 6379))
                .doesNotContain(Subject.endpoint("10.0.0.3", 6379), Subject.endpoint("10.0.0.4", 6379));
    }
}
