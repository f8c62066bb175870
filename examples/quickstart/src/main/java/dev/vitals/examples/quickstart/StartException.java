package dev.vitals.examples.quickstart;

/** Says in plain words why the quickstart cannot start. */
final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
