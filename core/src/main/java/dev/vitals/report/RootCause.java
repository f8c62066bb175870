package dev.vitals.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A check whose failure explains others.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param check the name of the check at the root
 * @param severity how bad the worst of the root and its symptoms is
 * @param symptoms what only follows from it; may be empty
 * @param advice what the runbook says of it; empty for a cause that it does not know
 * @since 0.1.0
 */
public record RootCause(String check, Severity severity, List<Symptom> symptoms, Optional<Advice> advice) {
    /** Copies the list. */
    public RootCause {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(severity, "severity");
        symptoms = List.copyOf(Objects.requireNonNull(symptoms, "symptoms"));
        Objects.requireNonNull(advice, "advice");
    }

    /**
     * Makes a root cause of which no runbook says anything.
     *
     * @param check the name of the check at the root
     * @param severity how bad the worst of the root and its symptoms is
     * @param symptoms what only follows from it; may be empty
     */
    public RootCause(String check, Severity severity, List<Symptom> symptoms) {
        this(check, severity, symptoms, Optional.empty());
    }

    /**
     * A check that would be well if the root were.
     *
     * @param check the name of the check
     * @param explainedBy the rule that says so, in words
     * @since 0.1.0
     */
    public record Symptom(String check, String explainedBy) {
        /** Refuses nulls. */
        public Symptom {
            Objects.requireNonNull(check, "check");
            Objects.requireNonNull(explainedBy, "explainedBy");
        }
    }
}
