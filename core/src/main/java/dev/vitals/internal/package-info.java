/**
 * The engine. Each behaviour is a small class; {@link dev.vitals.internal.ProbeStack} and
 * {@link dev.vitals.internal.CheckRunner} are where they are put together. Not exported.
 */
@NullMarked
package dev.vitals.internal;

import org.jspecify.annotations.NullMarked;
