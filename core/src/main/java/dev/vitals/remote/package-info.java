/**
 * What all probe families share about things on a network: one vocabulary of failure, one way to write an address, one
 * back-off, one call at a time, one question a round. For our own modules only.
 */
@NullMarked
package dev.vitals.remote;

import org.jspecify.annotations.NullMarked;
