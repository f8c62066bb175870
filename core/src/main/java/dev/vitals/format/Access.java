package dev.vitals.format;

/**
 * How much a reader may see and do. Ordered from least to most.
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

    /**
     * Returns whether more than names, statuses and severity may be shown.
     *
     * @return whether it is more than {@link #STATUS}
     */
    public boolean seesDetail() {
        return this != STATUS;
    }
}
