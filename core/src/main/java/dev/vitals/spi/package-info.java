/**
 * What another jar may implement: probe providers found by name, the source of time, the redactor. Never depends on
 * the engine.
 */
@NullMarked
package dev.vitals.spi;

import org.jspecify.annotations.NullMarked;
