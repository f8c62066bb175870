/**
 * Judges a set of checks: how bad it is, by ordered severity rules, and what is at the root, by subjects, dependencies,
 * shared resources and the links of the catalogue. What a verdict looks like lives in {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals.triage;

import org.jspecify.annotations.NullMarked;
