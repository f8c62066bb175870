package dev.vitals.meter;

import io.micrometer.core.instrument.Tags;

/**
 * One time series of ours, as {@code MetricsFormat} names it, in Micrometer's notation.
 *
 * @param kind what it is about
 * @param tags its tags
 */
record Series(Kind kind, Tags tags) {
    static Series of(Kind kind, String... tags) {
        return new Series(kind, Tags.of(tags));
    }

    /** Everything there is to know of a report. */
    enum Kind {
        READY("vitals.ready", "Whether the application may get traffic."),
        SEVERITY("vitals.severity", "How bad it is; all 0 when every check is up."),
        STATUS("vitals.check.status", "The status of a check."),
        LAST_RUN("vitals.check.last.run.timestamp", "seconds", "When the latest result of a check was made."),
        DURATION("vitals.check.duration", "seconds", "How long the latest finished run of a check took."),
        RUNS("vitals.check.runs", "Runs of a check that have ended or timed out."),
        FAILURES("vitals.check.failures", "Runs of a check whose result was DOWN."),
        TIMEOUTS("vitals.check.timeouts", "Runs of a check that timed out."),
        TRANSITIONS("vitals.check.transitions", "Changes of a check's status."),
        OBSERVATION("vitals.observation", "A number that a check has observed, in its base unit."),
        THRESHOLD("vitals.observation.threshold", "The value at which an observation is no longer good."),
        INCIDENTS("vitals.incidents.open", "Incidents that are open, by severity.");

        private final String title;
        private final String unit;
        private final String help;

        Kind(String title, String help) {
            this(title, "", help);
        }

        Kind(String title, String unit, String help) {
            this.title = title;
            this.unit = unit;
            this.help = help;
        }

        String title() {
            return title;
        }

        /** The unit that naming conventions add to the name; empty for none. */
        String unit() {
            return unit;
        }

        String help() {
            return help;
        }

        boolean counts() {
            return switch (this) {
                case RUNS, FAILURES, TIMEOUTS, TRANSITIONS -> true;
                default -> false;
            };
        }
    }
}
