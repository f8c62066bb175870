package dev.vitals.redis.internal.info;

/** A field that a verdict needs is missing or cannot be true. */
public final class UnusableInfo extends Exception {
    private static final long serialVersionUID = 1L;

    /** Takes what is wrong, in words fit to be shown. */
    public UnusableInfo(String message) {
        super(message, null, false, false);
    }
}
