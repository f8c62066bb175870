package dev.vitals.endpoint;

/**
 * How much a caller may see and do. Ordered from least to most.
 *
 * @since 0.1.0
 */
public enum Access {
    /** Names, statuses and severity. No causes, numbers or evidence. */
    STATUS,
    /** Everything a report holds. */
    DETAIL,
    /** Everything a report holds, and operations that cost something, such as a dump. */
    OPERATE;

    boolean seesDetail() {
        return this != STATUS;
    }
}
