package dev.vitals.endpoint;

import dev.vitals.endpoint.Format.ReportView;
import dev.vitals.report.Report;
import java.util.List;

/**
 * The native JSON form of a report.
 *
 * <p>Points in time are ISO-8601 in UTC, durations whole milliseconds in fields that end in {@code Ms}. A field without
 * a value is left out; an array is there even when empty. The order of fields and elements is stable. Fields may be
 * added in a later version.
 *
 * <h2>Report</h2>
 *
 * <p>{@code application}, {@code status}, {@code ready}, {@code severity} ({@code P0} to {@code P3}, absent when all is
 * well), {@code sev} ({@code SEV-1} to {@code SEV-4}), {@code at}, {@code since}, {@code lastingMs}, {@code respondBy},
 * {@code nextUpdate}, {@code group} and {@code excluded} (absent when the report is about everything),
 * {@code warnings} (absent when there are none), and {@code checks}, worst first. With detail also {@code rule}, the
 * severity rule that fired, before {@code at}, and before {@code checks} {@code rootCauses}, worst first, each of
 * {@code check} and {@code symptoms} of {@code check} and {@code rule}.
 *
 * <h2>Check</h2>
 *
 * <p>{@code name}, {@code status}, {@code impact}. With detail also {@code cause}, {@code summary}, {@code freshness},
 * {@code since}, {@code lastingMs}, {@code checkedAt}, {@code ageMs}, {@code tookMs}, {@code runningMs}, {@code late},
 * {@code turning} of {@code to} and {@code streak} (while a hold runs), {@code transitions}, {@code flapping},
 * {@code note}, {@code observations} of {@code name}, {@code value}, {@code unit}, {@code warn} and {@code fail},
 * {@code evidence} and {@code diagnosis}, {@code remedies} of {@code advice} and {@code command}, and {@code policy} of
 * {@code scope}, {@code groups}, {@code dependsOn}, {@code resource}, {@code timeoutMs}, {@code intervalMs} and
 * {@code trustedForMs}.
 *
 * <p>A piece of evidence has a {@code title} and either {@code lines}, or {@code columns} and {@code rows}, or
 * {@code tree}, whose nodes have {@code text} and {@code children}.
 *
 * <p>This class is stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonFormat {
    private JsonFormat() {}

    /**
     * Writes a report.
     *
     * @param report the report
     * @param access how much the reader may see
     * @return the JSON in UTF-8, ending in a line break
     * @since 0.1.0
     */
    public static byte[] render(Report report, Access access) {
        return new JsonWriter().report(new ReportView(report, access.seesDetail(), true, List.of()));
    }
}
