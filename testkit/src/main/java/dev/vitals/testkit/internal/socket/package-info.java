/**
 * TCP ports of the loopback address: found, kept while no server listens, and asked for their protocol.
 */
@NullMarked
package dev.vitals.testkit.internal.socket;

import org.jspecify.annotations.NullMarked;
