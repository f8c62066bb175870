package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A form that health is written in.
 *
 * <p>Implementations are immutable and thread-safe; the same view gives the same bytes.
 *
 * @since 0.1.0
 */
public interface Format {
    /**
     * Returns the name by which a reader asks for this format.
     *
     * @return such as {@code json}
     */
    String name();

    /**
     * Returns the media type by which it is negotiated.
     *
     * @return the media type without parameters
     */
    String mediaType();

    /**
     * Returns the media type of its output.
     *
     * @return the media type with its parameters
     */
    String contentType();

    /**
     * Returns whether the HTTP status code says how health is. Otherwise it says that there is an answer.
     *
     * @return true by default
     */
    default boolean codeSaysHealth() {
        return true;
    }

    /**
     * Returns HTTP headers that its output needs.
     *
     * @return names and values; none by default
     */
    default Map<String, String> headers() {
        return Map.of();
    }

    /**
     * Writes a report.
     *
     * @param view the report, and how much of it to show
     * @return the bytes, ending in a line break
     */
    byte[] report(ReportView view);

    /**
     * Writes a check.
     *
     * @param view the check, and how much of it to show
     * @return the bytes, ending in a line break
     */
    byte[] check(CheckView view);

    /**
     * Writes the short answer to a probe of an orchestrator.
     *
     * @param view the answer
     * @return the bytes, ending in a line break
     */
    byte[] probe(ProbeView view);

    /**
     * A report as one reader sees it.
     *
     * @param report the report
     * @param detail whether the reader may see more than statuses and severity
     * @param verbose whether to unfold everything
     * @param warnings oddities in the request, in words
     * @param around what there is besides; empty where it cannot be reached from the answer
     * @since 0.1.0
     */
    record ReportView(Report report, boolean detail, boolean verbose, List<String> warnings, Optional<Around> around) {
        /** Refuses nulls and copies the warnings. */
        public ReportView {
            Objects.requireNonNull(report, "report");
            warnings = List.copyOf(Objects.requireNonNull(warnings, "warnings"));
            Objects.requireNonNull(around, "around");
        }

        /**
         * Makes a view of nothing but the report.
         *
         * @param report the report
         * @param detail whether the reader may see more than statuses and severity
         * @param verbose whether to unfold everything
         * @param warnings oddities in the request, in words
         */
        public ReportView(Report report, boolean detail, boolean verbose, List<String> warnings) {
            this(report, detail, verbose, warnings, Optional.empty());
        }
    }

    /**
     * A check as one reader sees it.
     *
     * @param check the check
     * @param detail whether the reader may see more than the status
     * @param verbose whether to unfold everything
     * @param warnings oddities in the request, in words
     * @param around what there is besides; empty where it cannot be reached from the answer
     * @since 0.1.0
     */
    record CheckView(
            CheckReport check, boolean detail, boolean verbose, List<String> warnings, Optional<Around> around) {
        /** Refuses nulls and copies the warnings. */
        public CheckView {
            Objects.requireNonNull(check, "check");
            warnings = List.copyOf(Objects.requireNonNull(warnings, "warnings"));
            Objects.requireNonNull(around, "around");
        }

        /**
         * Makes a view of nothing but the check.
         *
         * @param check the check
         * @param detail whether the reader may see more than the status
         * @param verbose whether to unfold everything
         * @param warnings oddities in the request, in words
         */
        public CheckView(CheckReport check, boolean detail, boolean verbose, List<String> warnings) {
            this(check, detail, verbose, warnings, Optional.empty());
        }
    }

    /**
     * The short answer to a probe.
     *
     * @param probe the question: {@code live}, {@code ready} or {@code started}
     * @param passed whether the answer is yes
     * @param status the status behind the answer
     * @param detail whether the reader may see more than the status
     * @param failing names of checks that are down or degraded, or that alone would make the answer a no
     * @param pending names of checks without a first result
     * @param warnings oddities in the request, in words
     * @since 0.1.0
     */
    record ProbeView(
            String probe,
            boolean passed,
            Status status,
            boolean detail,
            List<String> failing,
            List<String> pending,
            List<String> warnings) {
        /** Refuses nulls and copies the lists. */
        public ProbeView {
            Objects.requireNonNull(probe, "probe");
            Objects.requireNonNull(status, "status");
            failing = List.copyOf(Objects.requireNonNull(failing, "failing"));
            pending = List.copyOf(Objects.requireNonNull(pending, "pending"));
            warnings = List.copyOf(Objects.requireNonNull(warnings, "warnings"));
        }

        /** Whether there is something to say that this reader does not see. */
        boolean hides() {
            return !detail && (!failing.isEmpty() || !pending.isEmpty());
        }
    }
}
