package dev.vitals;

import java.util.List;
import java.util.Objects;

/**
 * Thrown when an aggregator is built from a configuration that has faults. Names all of them at once.
 *
 * @since 0.1.0
 */
public final class InvalidConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The faults, one sentence each. */
    private final transient List<String> faults;

    /**
     * Makes the exception.
     *
     * @param application the name of the application
     * @param faults the faults, one sentence each; at least one
     */
    public InvalidConfigurationException(String application, List<String> faults) {
        super("Vitals for '" + Objects.requireNonNull(application, "application") + "' cannot be built, "
                + Objects.requireNonNull(faults, "faults").size() + (faults.size() == 1 ? " fault:" : " faults:")
                + "\n  - " + String.join("\n  - ", faults));
        this.faults = List.copyOf(Objects.requireNonNull(faults, "faults"));
    }

    /**
     * Returns the faults.
     *
     * @return one sentence a fault, each with its culprit and remedy; at least one
     */
    public List<String> faults() {
        return faults;
    }
}
