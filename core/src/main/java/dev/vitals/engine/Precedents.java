package dev.vitals.engine;

import dev.vitals.report.Precedent;
import java.util.Optional;

/** Remembers which root causes there have been. Implementations are thread-safe, do not block and do not fail. */
@FunctionalInterface
public interface Precedents {
    /**
     * Looks a root cause up.
     *
     * @param check the name of the check at the root
     * @param cause its cause code
     * @return the earlier incidents that had it; empty if there are none
     */
    Optional<Precedent> of(String check, String cause);
}
