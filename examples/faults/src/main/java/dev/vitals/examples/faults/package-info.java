/** What the example shops have in common: real servers, a payments service, light load, and faults at the press of a key. */
@NullMarked
package dev.vitals.examples.faults;

import org.jspecify.annotations.NullMarked;
