package dev.vitals.jdbc.internal.failure;

/** Thrown when a database could not be asked, or did not answer. Carries no driver exception, whose text is hostile. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public DatabaseException(Failure failure) {
        super(failure.kind() + ": " + failure.message(), null, false, false);
        this.failure = failure;
    }

    /**
     * Returns what went wrong.
     *
     * @return the failure, classed
     */
    public Failure failure() {
        return failure;
    }
}
