/**
 * SQLite: a file, opened so that nothing is created and nothing written. The bytes of the database and of its
 * {@code -shm} file are never read past the driver: on Unix, closing any handle of a file drops every lock this process
 * holds on it, SQLite's included.
 */
@NullMarked
package dev.vitals.jdbc.internal.sqlite;

import org.jspecify.annotations.NullMarked;
