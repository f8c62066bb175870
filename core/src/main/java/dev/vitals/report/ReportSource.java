package dev.vitals.report;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gives reports. The aggregator is one; the endpoint reads from one.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface ReportSource {
    /**
     * Returns a report of some checks. Blocks only when a result is older than its check's age limit, and then at most
     * for the aggregator's deadline. Never throws because of a probe. An interrupted caller gets at once what is known.
     *
     * @param selection which checks
     * @return the report
     * @throws IllegalArgumentException if the selection names a group that no check belongs to and that is not one of
     *     the three standard groups
     */
    Report report(Selection selection);

    /**
     * Returns a report for a caller who asks again soon, such as an orchestrator: as {@link #report(Selection)} does, but
     * a check that has no result yet is waited for at most for a time, and is then reported as pending.
     *
     * @param selection which checks
     * @param patience how long to wait for first results; not negative
     * @return the report
     * @throws IllegalArgumentException as {@link #report(Selection)} does
     */
    default Report report(Selection selection, Duration patience) {
        Objects.requireNonNull(patience, "patience");
        return report(selection);
    }

    /**
     * Returns what {@link #report(Selection)} would return, if it need not wait for a run first. Does not block, so that an answer
     * that is known never stands behind one that is waited for.
     *
     * @param selection which checks
     * @return the report; empty when a check would have to run first, which is what a source says that does not know
     * @throws IllegalArgumentException as {@link #report(Selection)} does
     */
    default Optional<Report> current(Selection selection) {
        return Optional.empty();
    }

    /**
     * Returns the report that {@link #current} would return, if it has been made before. Unlike that it makes none, takes
     * no lock and never throws, so that a thread on which every caller depends may ask.
     *
     * @param selection which checks
     * @return the report; empty when {@link #current} is to be asked, as always for a group that does not exist and for a
     *     source that keeps no reports, which is the default
     */
    default Optional<Report> kept(Selection selection) {
        return Optional.empty();
    }

    /**
     * Returns a report of one check, blocking as {@link #report(Selection)} does.
     *
     * @param name the check's name
     * @return the check, or empty when there is none of that name
     */
    Optional<CheckReport> check(String name);

    /**
     * Runs a check now, whatever the age of its result, and waits for it, at most for the aggregator's deadline. If a run is
     * under way, waits for that one.
     *
     * @param name the check's name
     * @return what is known of it then; empty when there is none of that name. By default, for a source that runs nothing,
     *     what {@link #check} returns
     */
    default Optional<CheckReport> run(String name) {
        return check(name);
    }

    /**
     * Returns whether every check of the readiness group has had a first result. Once true, it stays true. Does not
     * block.
     *
     * @return whether start-up is over
     */
    boolean started();

    /**
     * Returns the groups a report can be asked for.
     *
     * @return the three standard groups and every group that a check names
     */
    Set<String> groups();

    /**
     * Returns the names of every check. Does not block.
     *
     * @return the names; the same at every call
     */
    Set<String> names();
}
