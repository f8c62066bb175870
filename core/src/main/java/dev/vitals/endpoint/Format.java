package dev.vitals.endpoint;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.util.List;

/** One way to write health. Immutable and thread-safe; the same view gives the same bytes. */
interface Format {
    /** Returns what {@code ?format=} calls it. */
    String name();

    /** Returns the media type a caller accepts, without parameters. */
    String mediaType();

    /** Returns the media type that is sent, with parameters. */
    String contentType();

    /** Writes a report. */
    byte[] report(ReportView view);

    /** Writes a check. */
    byte[] check(CheckView view);

    /** Writes the short answer to a probe of an orchestrator. */
    byte[] probe(ProbeView view);

    /**
     * A report as one caller sees it.
     *
     * @param report the report
     * @param detail whether the caller may see more than statuses and severity
     * @param verbose whether to show what is usually folded away
     * @param warnings what was wrong with the question, though it could be answered
     */
    record ReportView(Report report, boolean detail, boolean verbose, List<String> warnings) {}

    /**
     * A check as one caller sees it.
     *
     * @param check the check
     * @param detail whether the caller may see more than the status
     * @param verbose whether to show what is usually folded away
     * @param warnings what was wrong with the question, though it could be answered
     */
    record CheckView(CheckReport check, boolean detail, boolean verbose, List<String> warnings) {}

    /**
     * The answer to a probe.
     *
     * @param probe what was asked for: {@code live}, {@code ready} or {@code started}
     * @param passed whether it is so
     * @param status the status behind the answer
     * @param warnings what was wrong with the question, though it could be answered
     */
    record ProbeView(String probe, boolean passed, Status status, List<String> warnings) {}
}
