/**
 * Server binaries: the jar that holds them for this system, unpacked once for all servers of this JVM.
 */
@NullMarked
package dev.vitals.testkit.internal.artifact;

import org.jspecify.annotations.NullMarked;
