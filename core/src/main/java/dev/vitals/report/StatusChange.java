package dev.vitals.report;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Instant;

/**
 * A check's status changed.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param check the check's name
 * @param from the status before; {@link Status#UNKNOWN} at the first result
 * @param to the status now; differs from {@code from}
 * @param result the redacted result that brought it about
 * @param at when
 * @since 0.1.0
 */
public record StatusChange(String check, Status from, Status to, Result result, Instant at) {}
