/**
 * Carries a server by a process of this machine. What differs between the servers is a recipe.
 */
@NullMarked
package dev.vitals.testkit.internal.engine;

import org.jspecify.annotations.NullMarked;
