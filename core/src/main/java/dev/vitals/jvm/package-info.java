/**
 * Probes of the virtual machine the process runs in, read from its management beans. What the operating system knows
 * is next door, in {@code dev.vitals.host}.
 */
@NullMarked
package dev.vitals.jvm;

import org.jspecify.annotations.NullMarked;
