/**
 * What a probe author needs: the probe, its result and the policy of a check. How results become a report lives in
 * {@code dev.vitals.report}; built-in probes live in {@code dev.vitals.host} and {@code dev.vitals.jvm}.
 */
@NullMarked
package dev.vitals.probe;

import org.jspecify.annotations.NullMarked;
