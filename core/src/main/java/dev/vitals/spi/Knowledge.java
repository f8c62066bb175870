package dev.vitals.spi;

import dev.vitals.probe.Cause;
import java.util.List;

/**
 * What a module knows about the findings it can make: every cause code, and how findings explain each other. Triage, the
 * reference tables, the runbook and metrics read it.
 *
 * <p>Found through {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/dev.vitals.spi.Knowledge} or in a {@code provides} clause of a module descriptor. Needs a
 * public constructor without parameters. Implementations are immutable and answer the same at every call.
 *
 * @since 0.1.0
 */
public interface Knowledge {
    /**
     * Returns every cause code that the module's probes can emit.
     *
     * @return the causes; each code is declared by one module only. Where two declare one, every report has a note that
     *     says so, and the declaration of the class whose name comes first stands
     */
    List<Cause> causes();

    /**
     * Returns how findings of this module explain others, of this module or not.
     *
     * @return the links, strongest first; empty by default
     */
    default List<CauseLink> links() {
        return List.of();
    }
}
