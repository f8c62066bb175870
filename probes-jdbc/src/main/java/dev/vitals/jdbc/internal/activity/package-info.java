/**
 * What the sessions of a database server do: how many there are, what runs long, which transactions stay open. Knows no
 * product: those read in packages of their own.
 */
@NullMarked
package dev.vitals.jdbc.internal.activity;

import org.jspecify.annotations.NullMarked;
