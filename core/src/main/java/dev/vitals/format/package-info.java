/**
 * Forms of a report: JSON for programs, text for a terminal. No HTTP in here. The contents of a report live in
 * {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals.format;

import org.jspecify.annotations.NullMarked;
