/** A first look: one small shop on real servers, made sick and well again at the press of a key. */
@NullMarked
package dev.vitals.examples.quickstart;

import org.jspecify.annotations.NullMarked;
