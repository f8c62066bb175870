package dev.vitals.probe;

import java.util.function.UnaryOperator;

/**
 * A set of checks that can be changed before it is added to an aggregator: the same words for a database, a Redis, the
 * host.
 *
 * <p>Implementations are immutable: each method returns a changed copy. A check is named here by its last part, such as
 * {@code locks} for {@code orders-db.locks}. A name that the set does not have, and limits or a policy of a check that is
 * left out or that the set does not have, are {@link #faults}: the aggregator refuses them when it is built, all at once,
 * and names what there is. The order of the calls does not matter to that. A null argument is refused at once.
 *
 * @param <S> the set itself
 * @since 0.1.0
 */
public interface ProbeSet<S extends ProbeSet<S>> extends CheckSet {
    /**
     * Returns this set with checks that are off by default, or were left out before.
     *
     * @param checks their names within the set
     * @return a copy
     */
    S with(String... checks);

    /**
     * Returns this set without some checks.
     *
     * @param checks their names within the set
     * @return a copy
     */
    S without(String... checks);

    /**
     * Returns this set with the policy of one check changed.
     *
     * @param check its name within the set
     * @param change takes the policy, as far as it has been changed before, and returns the changed one
     * @return a copy
     */
    S policy(String check, UnaryOperator<CheckPolicy> change);

    /**
     * Returns this set with the limits of one kind of check changed.
     *
     * @param <T> the limits
     * @param type their class
     * @param change takes the limits, the defaults at first, and returns the changed ones; not called if the set has no
     *     check with such limits
     * @return a copy
     */
    <T extends CheckLimits> S limits(Class<T> type, UnaryOperator<T> change);
}
