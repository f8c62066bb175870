/**
 * Networks that misbehave on purpose: connections that break or stall, and an address that never answers.
 */
@NullMarked
package dev.vitals.testkit.network;

import org.jspecify.annotations.NullMarked;
