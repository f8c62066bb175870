/**
 * The recipes: how each product is laid out, configured, started and ended.
 */
@NullMarked
package dev.vitals.testkit.internal.recipe;

import org.jspecify.annotations.NullMarked;
