package dev.vitals.probe;

/**
 * When one kind of check leaves {@code UP}. Each kind has an immutable record of its own, whose components are
 * {@link Threshold}s and the like, each with a default and where that comes from; a value out of its bounds is refused
 * by name when it is set.
 *
 * <pre>{@code
 * JdbcProbes.of("orders-db", dataSource)
 *         .limits(LockLimits.class, l -> l.longestWait(Threshold.above(ofSeconds(5), ofSeconds(20))))
 * }</pre>
 *
 * @since 0.1.0
 */
public interface CheckLimits {}
