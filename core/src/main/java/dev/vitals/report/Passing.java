package dev.vitals.report;

import dev.vitals.probe.Group;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a group means to an orchestrator: which checks it shows, their status as one, and when it passes.
 *
 * <p>This enum is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public enum Passing {
    /** Everything, liveness and groups of the application's own: passes unless it is down. */
    PLAIN,
    /**
     * Readiness: passes once every critical check has a result, unless it is down, closed, or a critical check is not known
     * to work. A check whose failure would not stop traffic does not stop it before its first result either.
     */
    READY,
    /** Start-up: passes once every check of readiness has had a first result, whatever that was. */
    STARTED;

    /**
     * Returns how a group passes.
     *
     * @param group the group's name; empty for everything
     * @return how
     */
    public static Passing of(Optional<String> group) {
        return switch (Objects.requireNonNull(group, "group").orElse("")) {
            case Group.READY -> READY;
            case Group.STARTED -> STARTED;
            default -> PLAIN;
        };
    }

    /**
     * Returns the group that a check names to be shown by a group: start-up has no members of its own.
     *
     * @param group the group's name
     * @return the name that its members give
     */
    public static String members(String group) {
        return Objects.requireNonNull(group, "group").equals(Group.STARTED) ? Group.READY : group;
    }

    /**
     * Returns the status of a group: that of its worst check, where only a check of critical impact can make it
     * {@link Status#DOWN}.
     *
     * @param checks its checks
     * @return the status; {@link Status#UP} without checks
     */
    public static Status status(List<CheckReport> checks) {
        Status worst = Status.UP;
        for (CheckReport check : Objects.requireNonNull(checks, "checks")) {
            worst = worst.worst(weight(check));
        }
        return worst;
    }

    private static Status weight(CheckReport check) {
        boolean softened = check.status() == Status.DOWN && check.policy().impact() != Impact.CRITICAL;
        return softened ? Status.DEGRADED : check.status();
    }

    /**
     * Returns whether a group passes as far as one of its checks goes.
     *
     * @param check the check
     * @return whether it passes
     */
    public boolean passes(CheckReport check) {
        boolean up = Objects.requireNonNull(check, "check").status() != Status.DOWN;
        return switch (this) {
            case PLAIN -> up;
            case READY -> up && isKnown(check) && !check.closed();
            case STARTED -> check.freshness() != Freshness.PENDING;
        };
    }

    /**
     * Returns whether a group passes.
     *
     * @param status the overall status of its checks
     * @param checks its checks
     * @return whether it passes
     */
    public boolean passes(Status status, List<CheckReport> checks) {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(checks, "checks");
        if (this != STARTED && status == Status.DOWN) {
            return false;
        }
        for (CheckReport check : checks) {
            boolean stops = this == READY ? !isKnown(check) : this == STARTED && !passes(check);
            if (stops) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnown(CheckReport check) {
        boolean matters = check.policy().impact() == Impact.CRITICAL;
        return switch (check.freshness()) {
            case PENDING, STALE, OVERTAKEN -> !matters;
            // Held back by the grace of start-up, or not confirmed yet: no failure, but nothing to send traffic to.
            case FRESH ->
                !matters || check.status() != Status.UNKNOWN || check.result().status() != Status.DOWN;
        };
    }
}
