/**
 * Jetty's core server for the health endpoint. It is found by itself: nothing here needs to be called.
 */
@org.jspecify.annotations.NullMarked
package dev.vitals.jetty;
