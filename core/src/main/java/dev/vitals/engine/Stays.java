package dev.vitals.engine;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has entered and not yet left, innermost first. Written by the thread the probe is on; read by whichever
 * thread finds the run late.
 */
final class Stays {
    private volatile @Nullable Open innermost;

    ProbeContext.Stay enter(Result ifStuck) {
        Open stay = new Open(ifStuck, innermost);
        innermost = stay;
        // Closing an outer stay closes those within; closing twice does no harm.
        return () -> {
            if (stay.isOpenIn(innermost)) {
                innermost = stay.outer;
            }
        };
    }

    /** Returns the result for a run that is stuck where it is now. */
    Optional<Result> ifStuck() {
        return Optional.ofNullable(innermost).map(stay -> stay.ifStuck);
    }

    private static final class Open {
        private final Result ifStuck;
        private final @Nullable Open outer;

        Open(Result ifStuck, @Nullable Open outer) {
            this.ifStuck = ifStuck;
            this.outer = outer;
        }

        boolean isOpenIn(@Nullable Open stays) {
            Open at = stays;
            while (at != null && at != this) {
                at = at.outer;
            }
            return at != null;
        }
    }
}
