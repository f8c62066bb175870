/**
 * Interfaces for other jars to implement: probe providers, knowledge, the source of time, the redactor. Never depends on
 * the engine.
 */
@NullMarked
package dev.vitals.spi;

import org.jspecify.annotations.NullMarked;
