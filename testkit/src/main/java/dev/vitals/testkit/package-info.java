/**
 * What tests of probes need: real servers that can be stopped, frozen and killed, servers that misbehave, and a clock
 * that moves when told to. Nothing here belongs into a running application.
 */
@NullMarked
package dev.vitals.testkit;

import org.jspecify.annotations.NullMarked;
