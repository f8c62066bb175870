package dev.vitals.http.internal.expect;

import dev.vitals.probe.Cause;

/** A condition cannot be decided on this body. */
public final class UndecidedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Cause cause;

    UndecidedException(Cause cause, String detail) {
        super(detail, null, false, false);
        this.cause = cause;
    }

    /** Returns why. */
    public Cause reason() {
        return cause;
    }
}
