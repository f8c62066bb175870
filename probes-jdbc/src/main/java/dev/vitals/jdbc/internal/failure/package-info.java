/**
 * What went wrong with a database: the kinds of failure, how to recognise them, and the remedies that all products
 * share.
 */
@NullMarked
package dev.vitals.jdbc.internal.failure;

import org.jspecify.annotations.NullMarked;
