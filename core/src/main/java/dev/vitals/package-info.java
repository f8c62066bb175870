/**
 * Where an application starts: {@link dev.vitals.Vitals} and its builder. What a probe is lives in
 * {@code dev.vitals.probe}, what a report is in {@code dev.vitals.report}.
 */
@NullMarked
package dev.vitals;

import org.jspecify.annotations.NullMarked;
