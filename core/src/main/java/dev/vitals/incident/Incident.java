package dev.vitals.incident;

import dev.vitals.report.Advice;
import dev.vitals.report.Response;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A fault from its detection to its resolution, as it was known at one moment. Made by the library.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Incident {
    private final Draft parts;

    /** Takes the draft over: it must not be changed any more. */
    Incident(Draft parts) {
        this.parts = parts;
    }

    Draft toDraft() {
        return new Draft(parts);
    }

    /**
     * Returns the incident's name, unique in its journal.
     *
     * @return the second it was opened in UTC, such as {@code 20261128-031214}, with a number if there was another
     */
    public String id() {
        return parts.id;
    }

    /**
     * Returns the name of the application.
     *
     * @return the name
     */
    public String application() {
        return parts.application;
    }

    /**
     * Returns how far it has come.
     *
     * @return the status
     */
    public IncidentStatus status() {
        if (parts.resolved.isPresent()) {
            return IncidentStatus.RESOLVED;
        }
        if (parts.recovered.isPresent()) {
            return IncidentStatus.MONITORING;
        }
        return parts.acknowledged.isPresent() ? IncidentStatus.ACKNOWLEDGED : IncidentStatus.INVESTIGATING;
    }

    /**
     * Returns how bad it is; while in monitoring or resolved, how bad it was last.
     *
     * @return the severity
     */
    public Severity severity() {
        return parts.severity;
    }

    /**
     * Returns how bad it has been at its worst.
     *
     * @return the severity
     */
    public Severity worst() {
        return parts.worst;
    }

    /**
     * Returns whether a person has set the severity, so that it no longer follows the checks.
     *
     * @return whether it is set by hand
     */
    public boolean severityByHand() {
        return parts.severityByHand;
    }

    /**
     * Returns what is wrong in the first place; while in monitoring or resolved, what was last.
     *
     * @return the root cause
     */
    public Root root() {
        return parts.roots.get(parts.roots.size() - 1);
    }

    /**
     * Returns everything that has been taken for a root cause. What another one turned out to explain, such as the pool
     * that a blocking session has exhausted, says so in {@link Root#explainedBy}.
     *
     * @return the root causes, the latest last; never empty
     */
    public List<Root> roots() {
        return List.copyOf(parts.roots);
    }

    /** How long it has been seen well since its recovery or the trouble after it, as was last written down. */
    Duration seenWell() {
        return parts.seenWell;
    }

    /** What ended it; empty while it is open. */
    Optional<TimelineEntry> resolution() {
        return parts.resolved;
    }

    /** How it was last resolved, though it may have come back since. */
    Optional<Ending> ending() {
        return Ending.of(parts.timeline);
    }

    /** The root causes that nothing explains; the latest is last, and there is always one. */
    List<Root> standing() {
        return parts.roots.stream().filter(root -> root.explainedBy().isEmpty()).toList();
    }

    /**
     * Returns the checks that are not well because of it now.
     *
     * @return the names of the root and its symptoms; empty while in monitoring and when resolved
     */
    public Set<String> failing() {
        return Set.copyOf(parts.failing);
    }

    /**
     * Returns every check that has been affected.
     *
     * @return the names, in the order in which they were affected
     */
    public List<String> affected() {
        return List.copyOf(parts.affected);
    }

    /**
     * Returns when the first check failed.
     *
     * @return the time; not after {@link #opened}
     */
    public Instant began() {
        return parts.began;
    }

    /**
     * Returns when the incident was opened.
     *
     * @return the time
     */
    public Instant opened() {
        return parts.opened;
    }

    /**
     * Returns when a person first took it on.
     *
     * @return the time; empty until then
     */
    public Optional<Instant> acknowledged() {
        return parts.acknowledged.map(TimelineEntry::at);
    }

    /**
     * Returns since when every check of it has been well.
     *
     * @return the time; empty while one is not
     */
    public Optional<Instant> recovered() {
        return parts.recovered.map(TimelineEntry::at);
    }

    /**
     * Returns what must be good before it is over, and how that stands.
     *
     * @return every affected check as of the latest report; empty before the first report of this process and when
     *     resolved
     */
    public Optional<Verification> verification() {
        return parts.verification;
    }

    /**
     * Returns when it was resolved.
     *
     * @return the time; empty while it is open
     */
    public Optional<Instant> resolved() {
        return parts.resolved.map(TimelineEntry::at);
    }

    /**
     * Returns who leads the response.
     *
     * @return the name; empty until it is set
     */
    public Optional<String> commander() {
        return parts.commander;
    }

    /**
     * Returns whether it was opened in a maintenance window.
     *
     * @return whether it is muted
     */
    public boolean muted() {
        return parts.mutedUntil.isPresent();
    }

    /**
     * Returns when the maintenance window ends in which it was opened, as it was set then.
     *
     * @return the time; empty if it was opened in none
     */
    public Optional<Instant> mutedUntil() {
        return parts.mutedUntil;
    }

    /**
     * Returns how often it came back after a recovery.
     *
     * @return the number
     */
    public int relapses() {
        return parts.relapses;
    }

    /**
     * Returns what has happened.
     *
     * @return the entries, oldest first; never empty. At most 1,000: of more, the middle is left out
     */
    public List<TimelineEntry> timeline() {
        return List.copyOf(parts.timeline);
    }

    /**
     * Returns the time from the first failure of a check to the opening.
     *
     * @return the time to detect
     */
    public Duration timeToDetect() {
        Duration time = Duration.between(parts.began, parts.opened);
        return time.isNegative() ? Duration.ZERO : time;
    }

    /**
     * Returns the time from the opening to the first acknowledgement.
     *
     * @return the time; empty until then
     */
    public Optional<Duration> timeToAcknowledge() {
        return parts.acknowledged.map(TimelineEntry::after);
    }

    /**
     * Returns the time from the opening to the end of the trouble: to the last recovery, or to the resolution by hand
     * of what had not recovered.
     *
     * @return the time; empty until it is resolved
     */
    public Optional<Duration> timeToResolve() {
        return parts.resolved.map(
                resolved -> parts.recovered.map(TimelineEntry::after).orElse(resolved.after()));
    }

    /**
     * Returns by when a person must have taken it on.
     *
     * @return the opening plus the severity's {@link Response#respondWithin}; empty once that is done or the incident is resolved
     */
    public Optional<Instant> respondBy() {
        boolean due = parts.acknowledged.isEmpty() && parts.resolved.isEmpty();
        return due ? Optional.of(parts.opened.plus(response().respondWithin())) : Optional.empty();
    }

    /**
     * Returns by when those affected expect to hear something.
     *
     * @return the last entry of a person, or else the opening, plus the severity's {@link Response#updateEvery}; empty when resolved
     */
    public Optional<Instant> updateBy() {
        if (parts.resolved.isPresent()) {
            return Optional.empty();
        }
        Instant last = parts.timeline.stream()
                .filter(entry -> entry.by().isPresent())
                .reduce((first, second) -> second)
                .map(TimelineEntry::at)
                .orElse(parts.opened);
        return Optional.of(last.plus(response().updateEvery()));
    }

    /**
     * Returns what its severity asks of people: the rungs of the escalation ladder count from {@link #opened}.
     *
     * @return the response
     */
    public Response response() {
        return parts.responses.to(parts.severity);
    }

    /**
     * Returns everything for programs.
     *
     * @return a JSON object with its timeline, ending in a line break
     */
    public String json() {
        return IncidentJson.whole(this).toString() + "\n";
    }

    @Override
    public String toString() {
        return id() + " " + severity() + " " + status() + " " + root();
    }

    /**
     * What was wrong in the first place. Made by the library.
     *
     * <p>This class is immutable and thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Root {
        private final String check;
        private final String cause;
        private final String summary;
        private final List<String> remedies;
        private final Optional<Advice> advice;
        private final Optional<String> explainedBy;

        Root(
                String check,
                String cause,
                String summary,
                List<String> remedies,
                Optional<Advice> advice,
                Optional<String> explainedBy) {
            this.check = Objects.requireNonNull(check, "check");
            this.cause = Objects.requireNonNull(cause, "cause");
            this.summary = Objects.requireNonNull(summary, "summary");
            this.remedies = List.copyOf(Objects.requireNonNull(remedies, "remedies"));
            this.advice = advice;
            this.explainedBy = explainedBy;
        }

        Root explainedBy(String root) {
            return new Root(check, cause, summary, remedies, advice, Optional.of(root));
        }

        /**
         * Returns the check at the root.
         *
         * @return its name
         */
        public String check() {
            return check;
        }

        /**
         * Returns the cause code.
         *
         * @return the code, such as {@code locks.blocked}
         */
        public String cause() {
            return cause;
        }

        /**
         * Returns what the check said when this became the root cause.
         *
         * @return one line; redacted
         */
        public String summary() {
            return summary;
        }

        /**
         * Returns what the check advised to do next.
         *
         * @return one line each, redacted; may be empty
         */
        public List<String> remedies() {
            return remedies;
        }

        /**
         * Returns what the runbook said of the cause when this became the root cause.
         *
         * @return the advice; empty for a cause that it did not know
         */
        public Optional<Advice> advice() {
            return advice;
        }

        /**
         * Returns the root cause that this one turned out to follow from.
         *
         * @return its check and cause code; empty for a root cause that stands
         */
        public Optional<String> explainedBy() {
            return explainedBy;
        }

        /** Whether an entry of the timeline is about this becoming the root cause. */
        boolean isNamedIn(TimelineEntry entry) {
            return Set.of(TimelineEntry.Kind.OPENED, TimelineEntry.Kind.ROOT_CAUSE)
                            .contains(entry.kind())
                    && entry.text().contains(" " + check + " " + cause + ": ");
        }

        boolean same(Root other) {
            return check.equals(other.check) && cause.equals(other.cause);
        }

        @Override
        public String toString() {
            return check + " " + cause + ": " + summary;
        }
    }
}
