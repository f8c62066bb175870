/** The engine's thirteen promises, each proved through the public interface. */
@NullMarked
package dev.vitals.promises;

import org.jspecify.annotations.NullMarked;
