package dev.vitals.triage;

import java.util.List;

/**
 * A severity policy or a runbook that cannot be used as it is. Names everything that is wrong with it.
 *
 * @since 0.1.0
 */
public final class InvalidTriageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** The faults, for a reader that has several such lists to show. */
    private final String[] faults;

    InvalidTriageException(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = faults.toArray(new String[0]);
    }

    /**
     * Returns what is wrong.
     *
     * @return one line each, with the file, the line in it and the key; never empty
     */
    public List<String> faults() {
        return List.of(faults);
    }
}
