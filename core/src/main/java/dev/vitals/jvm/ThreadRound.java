package dev.vitals.jvm;

import dev.vitals.jvm.facts.ThreadPicture;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks at the threads once for all checks that need them within a second. Thread-safe. */
final class ThreadRound {
    private static final long LENGTH = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private @Nullable ThreadPicture picture;
    private long taken;

    ThreadRound() {
        this(System::nanoTime);
    }

    ThreadRound(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized ThreadPicture read() {
        ThreadPicture known = picture;
        long now = nanoTime.getAsLong();
        if (known == null || now - taken >= LENGTH) {
            known = ThreadPicture.now();
            picture = known;
            taken = now;
        }
        return known;
    }
}
