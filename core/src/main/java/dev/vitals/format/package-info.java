/**
 * How a report is written: JSON for programs, text for a terminal. Knows nothing of how it gets there. What is in a
 * report lives in {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals.format;

import org.jspecify.annotations.NullMarked;
