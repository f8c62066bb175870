package dev.vitals.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Command;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe that hangs, as people read it: the word it left, what to do, and its stack. */
class HungWordTest {
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    @Test
    @SuppressWarnings("try") // the resource is there to be closed
    void a_hung_probe_reads_as_the_word_it_left() {
        Probe stuck = context -> {
            try (var stay = context.entering(() -> Result.down("disk.hung", "the nfs file system on /data hangs")
                    .remedy(Remedy.words("as a last resort, give it up")
                            .run(Command.shell("umount -f -l {}", "/data"))))) {
                never.await();
            }
            return Result.up();
        };
        try (Vitals vitals = Vitals.builder("orders")
                .schedule(false)
                .check("data", stuck, c -> c.timeout(Duration.ofMillis(100)))
                .build()) {
            String text = Awaitility.await()
                    .until(() -> TextFormat.DEFAULT.render(vitals.report(), Access.DETAIL), t -> t.contains("DOWN"));

            assertThat(text)
                    .containsPattern("ROOT CAUSE  disk\\.hung  data  DOWN for [\\d. ms]+\n"
                            + "  the nfs file system on /data hangs")
                    .containsPattern("\\n    .*HungWordTest")
                    .endsWith("\n  do next   as a last resort, give it up:  umount -f -l /data\n");
        }
    }
}
