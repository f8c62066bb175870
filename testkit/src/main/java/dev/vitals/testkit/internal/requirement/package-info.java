/**
 * What a test needs beyond the JDK, whether it is here, and the line that names the servers a run used.
 */
@NullMarked
package dev.vitals.testkit.internal.requirement;

import org.jspecify.annotations.NullMarked;
