package dev.vitals.meter;

import dev.vitals.probe.Result;

/** Meters do not show what a check wants to know. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Result result;

    Unreadable(Result result) {
        super(result.summary(), null, false, false);
        this.result = result;
    }

    Result result() {
        return result;
    }
}
