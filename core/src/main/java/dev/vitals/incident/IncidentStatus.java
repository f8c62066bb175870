package dev.vitals.incident;

/**
 * How far an incident has come.
 *
 * @since 0.1.0
 */
public enum IncidentStatus {
    /** Something is wrong and no person has taken it on yet. */
    INVESTIGATING("Investigating"),
    /** Something is wrong and a person has taken it on. */
    ACKNOWLEDGED("Identified"),
    /** Every check of the incident is well again; it stays open until that has lasted for the stability window. */
    MONITORING("Monitoring"),
    /** Over. */
    RESOLVED("Resolved");

    private final String publicWord;

    IncidentStatus(String publicWord) {
        this.publicWord = publicWord;
    }

    /**
     * Returns the word that status pages use for it.
     *
     * @return {@code Investigating}, {@code Identified}, {@code Monitoring} or {@code Resolved}
     */
    public String publicWord() {
        return publicWord;
    }
}
