package dev.vitals.triage;

import java.util.List;

/**
 * A severity policy or a runbook that cannot be used as it is. Names everything that is wrong with it.
 *
 * @since 0.1.0
 */
public final class InvalidTriageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidTriageException(List<String> faults) {
        super(String.join("\n", faults));
    }

    /**
     * Returns what is wrong.
     *
     * @return one line each, with the file, the line in it and the key; never empty
     */
    public List<String> faults() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
