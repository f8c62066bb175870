package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A heap that is full for seconds ends threads that nobody catches errors for. */
class FullHeapTest {
    @Test
    void jetty_answers_again_when_there_is_room_again() throws Exception {
        try (SickProcess process = SickProcess.start(List.of(), List.of("-Xmx32m"), FullHeap.class, "jetty")) {
            assertThat(HonestCalls.call(process.address())).isTrue();
            process.goOn();
            for (int i = 0; i < 30; i++) {
                HonestCalls.callBriefly(process.address());
            }
            process.goOn();

            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> HonestCalls.call(process.address()));
        }
    }

    static final class FullHeap {
        private static volatile boolean full = true;

        public static void main(String[] args) {
            SickProcess.serve(args[0]);
            byte[] filled = "full\n".getBytes(StandardCharsets.US_ASCII);
            byte[] freed = "freed\n".getBytes(StandardCharsets.US_ASCII);
            Thread filler = new Thread(FullHeap::fill);
            SickProcess.await();
            filler.start();
            System.out.write(filled, 0, filled.length);
            System.out.flush();
            SickProcess.await();
            full = false;
            System.out.write(freed, 0, freed.length);
            System.out.flush();
            SickProcess.await();
        }

        private static void fill() {
            List<Object> hoard = new ArrayList<>(1 << 16);
            Object[] last = null;
            while (full) {
                try {
                    Object[] next = {last, new byte[hoard.size() < 2_000 ? 8_192 : 16]};
                    last = next;
                    if (hoard.size() < 2_000) {
                        hoard.add(next);
                    }
                } catch (OutOfMemoryError e) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}
