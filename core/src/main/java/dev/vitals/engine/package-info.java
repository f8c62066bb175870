/**
 * The engine. Each behaviour is a small class; {@link dev.vitals.engine.ProbeStack} and
 * {@link dev.vitals.engine.CheckRunner} are where they are put together. Not exported.
 */
@NullMarked
package dev.vitals.engine;

import org.jspecify.annotations.NullMarked;
