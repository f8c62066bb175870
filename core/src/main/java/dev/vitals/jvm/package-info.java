/**
 * Probes of the virtual machine the process runs in, which ask its management beans. Probes of the operating system are
 * next door, in {@code dev.vitals.host}.
 */
@NullMarked
package dev.vitals.jvm;

import org.jspecify.annotations.NullMarked;
