/**
 * Programs of the system: started, signalled, watched and ended, each with its directory and its log. Knows no server.
 */
@NullMarked
package dev.vitals.testkit.internal.process;

import org.jspecify.annotations.NullMarked;
