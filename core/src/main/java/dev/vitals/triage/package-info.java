/**
 * Judges a set of checks: how bad it is, by ordered severity rules, and what is at the root, by dependencies, shared
 * resources and cause rules. What a verdict looks like lives in {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals.triage;

import org.jspecify.annotations.NullMarked;
