package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TlsDripTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_peer_that_sends_its_half_of_the_tls_handshake_byte_by_byte_is_given_up_within_the_timeout()
            throws Exception {
        // The start of a handshake record of 16 KiB, which at a byte each 200 ms takes an hour to arrive.
        byte[] record = {0x16, 0x03, 0x03, 0x40, 0x00, 0x02};
        try (Peer peer = Peer.that(client -> {
                    for (int i = 0; ; i++) {
                        client.getOutputStream().write(i < record.length ? record[i] : 0);
                        client.getOutputStream().flush();
                        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                    }
                });
                Lab lab = Lab.at(peer.tlsUri(), Duration.ofSeconds(5))) {
            Result result = lab.ping();

            assertThat(result.cause()).isEqualTo("redis.timeout");
        }
    }
}
