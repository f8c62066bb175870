/**
 * What a reader of Vitals gets: the report, its checks, severity and root causes, and the events in between. How they
 * are judged lives in {@code dev.vitals.triage}; how they are written, in {@code dev.vitals.format}.
 */
@NullMarked
package dev.vitals.report;

import org.jspecify.annotations.NullMarked;
